package dev.taskholder.compiler;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.teavm.model.AccessLevel;
import org.teavm.model.ClassHolder;
import org.teavm.model.FieldHolder;

/** The classes of frames, one for each shape in the whole program. */
final class FrameClasses {
    private static final String PREFIX = Code.RUNTIME + "$Frame$";

    private final Consumer<ClassHolder> submit;
    private final Set<String> submitted;

    /** {@code submitted}: the names of those there are already, added to. */
    FrameClasses(Consumer<ClassHolder> submit, Set<String> submitted) {
        this.submit = submit;
        this.submitted = submitted;
    }

    String named(FrameContent.Shape shape) {
        String name = PREFIX + shape.name();
        if (submitted.add(name)) {
            ClassHolder frame = new ClassHolder(name);
            frame.setParent("java.lang.Object");
            frame.setLevel(AccessLevel.PUBLIC);
            Set<String> fields = new HashSet<>();
            for (int i = 0; i < shape.size(); i++) {
                if (fields.add(shape.field(i))) {
                    FieldHolder field = new FieldHolder(shape.field(i));
                    field.setType(shape.type(i));
                    field.setLevel(AccessLevel.PUBLIC);
                    frame.addField(field);
                }
            }
            submit.accept(frame);
        }
        return name;
    }
}
