package dev.taskholder.e2e.tasks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The shapes of loops by name. */
public final class Shapes {
    private static final Map<String, Shape> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("nested", CountedShapes::nested);
        BY_NAME.put("threeAtATime", CountedShapes::threeAtATime);
        BY_NAME.put("descending", CountedShapes::descending);
        BY_NAME.put("longCounter", CountedShapes::longCounter);
        BY_NAME.put("overflowing", CountedShapes::overflowing);
        BY_NAME.put("overflowingDown", CountedShapes::overflowingDown);
        BY_NAME.put("boundThatChanges", CountedShapes::boundThatChanges);
        BY_NAME.put("counterThatChanges", CountedShapes::counterThatChanges);
        BY_NAME.put("untilEqual", CountedShapes::untilEqual);
        BY_NAME.put("variableStep", CountedShapes::variableStep);
        BY_NAME.put("atEntry", CountedShapes::atEntry);
        BY_NAME.put("primitives", ArrayShapes::primitives);
        BY_NAME.put("objects", ArrayShapes::objects);
        BY_NAME.put("sieve", ArrayShapes::sieve);
        BY_NAME.put("whileTrue", JumpShapes::whileTrue);
        BY_NAME.put("doWhile", JumpShapes::doWhile);
        BY_NAME.put("labels", JumpShapes::labels);
        BY_NAME.put("sharedHead", JumpShapes::sharedHead);
        BY_NAME.put("selection", JumpShapes::selection);
        BY_NAME.put("manyWaysOut", JumpShapes::manyWaysOut);
        BY_NAME.put("caughtInLoop", ThrowingShapes::caughtInLoop);
        BY_NAME.put("caughtAroundLoop", ThrowingShapes::caughtAroundLoop);
        BY_NAME.put("thrownFromTheMiddle", ThrowingShapes::thrownFromTheMiddle);
        BY_NAME.put("loopsInFinally", ThrowingShapes::loopsInFinally);
        BY_NAME.put("again", ThrowingShapes::again);
        BY_NAME.put("returnInFinally", ThrowingShapes::returnInFinally);
        BY_NAME.put("lockedAround", ThrowingShapes::lockedAround);
        BY_NAME.put("lockedInLoop", ThrowingShapes::lockedInLoop);
        BY_NAME.put("function", FunctionShapes::function);
        BY_NAME.put("runnable", FunctionShapes::runnable);
        BY_NAME.put("ownInterface", FunctionShapes::ownInterface);
        BY_NAME.put("capturing", FunctionShapes::capturing);
        BY_NAME.put("intStream", FunctionShapes::ints);
        BY_NAME.put("stream", FunctionShapes::objects);
        BY_NAME.put("collection", FunctionShapes::collection);
        BY_NAME.put("comparator", FunctionShapes::comparator);
        BY_NAME.put("recursion", CallShapes::recursion);
        BY_NAME.put("mutualRecursion", CallShapes::mutualRecursion);
        BY_NAME.put("tree", CallShapes::tree);
        BY_NAME.put("constructor", CallShapes::constructor);
        BY_NAME.put("initialiser", CallShapes::initialiser);
        BY_NAME.put("strings", CallShapes::strings);
        BY_NAME.put("arguments", CallShapes::arguments);
        BY_NAME.put("shortCircuit", CallShapes::shortCircuit);
        BY_NAME.put("innerClass", CallShapes::innerClass);
        BY_NAME.put("privateNames", TwinShapes::privateNames);
        BY_NAME.put("sameHash", TwinShapes::sameHash);
        BY_NAME.put("leastStep", TwinShapes::leastStep);
        BY_NAME.put("results", TwinShapes::results);
        BY_NAME.put("nullReceiver", TwinShapes::nullReceiver);
        BY_NAME.put("thrownElsewhere", TwinShapes::thrownElsewhere);
        BY_NAME.put("noTwin", TwinShapes::noTwin);
        BY_NAME.put("merged", TwinShapes::merged);
        BY_NAME.put("otherArrays", TwinShapes::otherArrays);
        BY_NAME.put("exempt", TwinShapes::exempt);
        BY_NAME.put("listAndSort", OperandShapes::listAndSort);
        BY_NAME.put("receivers", OperandShapes::receivers);
        BY_NAME.put("onlyOne", OperandShapes::onlyOne);
        BY_NAME.put("operands", OperandShapes::arguments);
        BY_NAME.put("arrayOperands", OperandShapes::arrays);
        BY_NAME.put("texts", OperandShapes::texts);
        BY_NAME.put("fields", ReferenceShapes::fields);
        BY_NAME.put("casts", ReferenceShapes::casts);
        BY_NAME.put("lambdas", ReferenceShapes::lambdas);
        BY_NAME.put("missing", ReferenceShapes::missing);
        BY_NAME.put("thrownBeforeLoop", ReferenceShapes::thrownBeforeLoop);
        BY_NAME.put("numbers", OperandShapes::numbers);
    }

    private Shapes() {}

    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** {@link Shape#run} of the one called {@code name}. */
    public static int run(String name, int n) {
        return Objects.requireNonNull(BY_NAME.get(name)).run(n);
    }
}
