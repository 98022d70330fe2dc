package dev.taskholder.compiler;

import org.teavm.backend.wasm.TeaVMWasmGCHost;
import org.teavm.backend.wasm.intrinsics.WasmGCCodeGenContext;
import org.teavm.backend.wasm.intrinsics.WasmGCCodeGenRegistry;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Lets TeaVM's green threads keep Java objects as they are while they wait, and not each in a wrapper: {@code
 * dev.taskholder.browser.SavedLocals} says what for. Of TeaVM it changes two methods of {@code org.teavm.runtime.Fiber}.
 */
public final class SavedLocalsPlugin implements TeaVMPlugin {
    private static final String FIBER = "org.teavm.runtime.Fiber";
    private static final String SAVED_LOCALS = "dev.taskholder.browser.SavedLocals";
    private static final ValueType ANY = ValueType.object(FIBER + "$PlatformObject");
    private static final ValueType FIBER_TYPE = ValueType.object(FIBER);
    private static final ValueType OBJECT = ValueType.object("java.lang.Object");

    @Override
    public void install(TeaVMHost host) {
        TeaVMWasmGCHost wasm = host.getExtension(TeaVMWasmGCHost.class);
        if (wasm != null) {
            host.add(SavedLocalsPlugin::redirect);
            wasm.contributeToCodeGen(SavedLocalsPlugin::writeNatives);
        }
    }

    private static void redirect(ClassHolder cls, ClassHolderTransformerContext context) {
        if (!cls.getName().equals(FIBER)) {
            return;
        }
        MethodHolder push = cls.getMethod(
                method("reversePush", ANY, FIBER_TYPE, ValueType.VOID).getDescriptor());
        ProgramEmitter pushing = ProgramEmitter.create(push, context.getHierarchy());
        pushing.invoke(
                method("push", ANY, FIBER_TYPE, ValueType.VOID), pushing.var(1, ANY), pushing.var(2, FIBER_TYPE));
        pushing.exit();

        MethodHolder pop = cls.getMethod(method("popPlatformObject", ANY).getDescriptor());
        ProgramEmitter popping = ProgramEmitter.create(pop, context.getHierarchy());
        ValueEmitter popped = popping.invoke(method("pop", FIBER_TYPE, ANY), popping.var(0, FIBER_TYPE));
        popped.returnValue();
    }

    private static void writeNatives(WasmGCCodeGenContext context, WasmGCCodeGenRegistry registry) {
        WasmType.Reference object =
                context.classInfoProvider().getClassInfo("java.lang.Object").getType();
        registry.bodyIntrinsics()
                .registerIntrinsic(
                        method("isJava", ANY, ValueType.BOOLEAN),
                        (method, function) -> function.getBody()
                                .builder()
                                .getLocal(parameter(function, WasmType.ANY))
                                .test(object));
        registry.bodyIntrinsics()
                .registerIntrinsic(
                        method("toJava", ANY, OBJECT),
                        (method, function) -> function.getBody()
                                .builder()
                                .getLocal(parameter(function, WasmType.ANY))
                                .cast(object));
        registry.bodyIntrinsics()
                .registerIntrinsic(
                        method("fromJava", OBJECT, ANY),
                        (method, function) -> function.getBody().builder().getLocal(parameter(function, object)));
    }

    private static WasmLocal parameter(WasmFunction function, WasmType type) {
        WasmLocal parameter = new WasmLocal(type, "value");
        function.add(parameter);
        return parameter;
    }

    private static MethodReference method(String name, ValueType... signature) {
        return new MethodReference(SAVED_LOCALS, name, signature);
    }
}
