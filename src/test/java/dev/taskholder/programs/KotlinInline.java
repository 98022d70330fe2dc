package dev.taskholder.programs;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import kotlinx.coroutines.channels.ChannelResult;
import kotlinx.coroutines.channels.ReceiveChannel;
import kotlinx.coroutines.channels.SendChannel;

/** Those of Kotlin's methods whose names no Java source can write, because they return the inline class {@code ChannelResult}. */
final class KotlinInline {
    private static final MethodHandle TRY_SEND =
            method(SendChannel.class, "trySend-JP2dKIU", MethodType.methodType(Object.class, Object.class));
    private static final MethodHandle TRY_RECEIVE =
            method(ReceiveChannel.class, "tryReceive-PtdJZtk", MethodType.methodType(Object.class));
    private static final MethodHandle IS_SUCCESS = ofResult("isSuccess-impl");
    private static final MethodHandle IS_CLOSED = ofResult("isClosed-impl");

    private KotlinInline() {}

    static Seen trySend(SendChannel<Integer> channel, int element) {
        try {
            Object result = TRY_SEND.invoke(channel, (Object) element);
            return Seen.of((boolean) IS_SUCCESS.invoke(result) ? Seen.Result.DONE : Seen.Result.NOTHING);
        } catch (Throwable thrown) {
            throw new AssertionError("trySend throws nothing", thrown);
        }
    }

    static Seen tryReceive(int number, ReceiveChannel<Integer> channel) {
        try {
            Object result = TRY_RECEIVE.invoke(channel);
            if ((boolean) IS_SUCCESS.invoke(result)) {
                return Seen.received(number, (Integer) result);
            }
            return Seen.of((boolean) IS_CLOSED.invoke(result) ? Seen.Result.CLOSED : Seen.Result.NOTHING);
        } catch (Throwable thrown) {
            throw new AssertionError("tryReceive throws nothing", thrown);
        }
    }

    private static MethodHandle method(Class<?> owner, String name, MethodType type) {
        try {
            return MethodHandles.publicLookup().findVirtual(owner, name, type);
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError("another kotlinx-coroutines than the one this was written for", missing);
        }
    }

    private static MethodHandle ofResult(String name) {
        try {
            MethodType type = MethodType.methodType(boolean.class, Object.class);
            return MethodHandles.publicLookup().findStatic(ChannelResult.class, name, type);
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError("another kotlinx-coroutines than the one this was written for", missing);
        }
    }
}
