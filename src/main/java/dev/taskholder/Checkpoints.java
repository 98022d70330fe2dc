package dev.taskholder;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has the compiler plugin add checkpoints to the loops and recursive calls of a class or method, whatever its package: a task can then
 * be paused and cancelled there. Only compiling with TeaVM heeds it; on the JVM the code stays as it is.
 *
 * <p>The plugin does so by itself for every package but those of the Java library, of TeaVM, of Kotlin and of this library, or for those
 * that the TeaVM property {@code taskholder.checkpoints.packages} names. On a method it goes before what the class says, on a class
 * before the package. Lambdas go by the method they are written in; classes nested in a class go by their own annotation.
 *
 * @see NoCheckpoints
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface Checkpoints {}
