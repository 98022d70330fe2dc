package dev.taskholder.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the tasks save. Not {@code Map.of}: its classes would come into the module for that alone, half a kilobyte. */
final class Point {
    private Point() {}

    static Map<String, Object> of(String name, Object value) {
        Map<String, Object> point = new LinkedHashMap<>();
        point.put(name, value);
        return point;
    }

    static Map<String, Object> of(String name, Object value, String secondName, Object secondValue) {
        Map<String, Object> point = of(name, value);
        point.put(secondName, secondValue);
        return point;
    }
}
