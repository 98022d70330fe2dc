package dev.taskholder.compiler;

/** A method has no plain twin, for a shape that its calls cannot be taken off the stack from. It gets a checkpoint at its entry. */
final class NotCapturable extends Exception {
    private static final long serialVersionUID = 1;

    NotCapturable(String why) {
        super(why);
    }
}
