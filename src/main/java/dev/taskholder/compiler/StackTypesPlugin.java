package dev.taskholder.compiler;

import java.lang.reflect.Field;
import org.teavm.backend.wasm.TeaVMWasmGCHost;
import org.teavm.backend.wasm.generate.methods.WasmGCMethodGenerator;
import org.teavm.backend.wasm.intrinsics.WasmGCCodeGenContext;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.transformation.CoroutineTransformation;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Has TeaVM know what is on the operand stack where a method is suspended: {@link StackTypes} says what it gets wrong. With another
 * TeaVM, in which there is no such place for it, compiling fails and says so.
 */
public final class StackTypesPlugin implements TeaVMPlugin {
    /** The only thing of TeaVM's that is not public: it is set when the first coroutine is met, if it has not been set before. */
    private static final String COROUTINES = "coroutineTransformation";

    @Override
    public void install(TeaVMHost host) {
        TeaVMWasmGCHost wasm = host.getExtension(TeaVMWasmGCHost.class);
        if (wasm != null) {
            wasm.contributeToCodeGen((context, registry) -> replaceTransformation(context));
        }
    }

    private static void replaceTransformation(WasmGCCodeGenContext context) {
        try {
            Field transformation = WasmGCMethodGenerator.class.getDeclaredField(COROUTINES);
            transformation.setAccessible(true);
            transformation.set(context.functions(), new Coroutines(context));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "taskholder is made for TeaVM 0.15: this one has no " + COROUTINES + " to be replaced", e);
        }
    }

    private static final class Coroutines extends CoroutineTransformation {
        Coroutines(WasmGCCodeGenContext context) {
            super(context.functionTypes(), context.functions(), context.classInfoProvider());
        }

        @Override
        public void transform(WasmFunction function) {
            StackTypes.correct(function.getBody());
            super.transform(function);
        }
    }
}
