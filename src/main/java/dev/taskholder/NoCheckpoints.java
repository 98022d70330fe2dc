package dev.taskholder;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps the compiler plugin from adding checkpoints to a class or method. While such code runs, a task can be neither paused nor
 * cancelled and other tasks wait: for short code that must stay as fast as it is written, and for helpers that are called where nothing
 * may suspend, from a {@link Comparable#compareTo} or a function that JavaScript calls.
 *
 * <p>On a method it goes before what the class says. Lambdas go by the method they are written in; classes nested in a class go by their
 * own annotation. Where both annotations are present, this one holds.
 *
 * @see Checkpoints
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface NoCheckpoints {}
