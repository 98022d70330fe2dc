package dev.taskholder.compiler;

import org.teavm.backend.wasm.TeaVMWasmGCHost;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/** Lets exceptions keep what they suppress: {@code dev.taskholder.browser.SuppressedFailures} says what is wrong with TeaVM's own way. */
public final class SuppressedPlugin implements TeaVMPlugin {
    private static final String HELPER = "dev.taskholder.browser.SuppressedFailures";
    private static final ValueType THROWABLE = ValueType.object("java.lang.Throwable");
    private static final ValueType LIST = ValueType.arrayOf(THROWABLE);

    @Override
    public void install(TeaVMHost host) {
        if (host.getExtension(TeaVMWasmGCHost.class) != null) {
            host.add(SuppressedPlugin::redirect);
        }
    }

    private static void redirect(ClassHolder cls, ClassHolderTransformerContext context) {
        if (!cls.getName().equals("java.lang.Throwable")) {
            return;
        }
        ProgramEmitter adding = ProgramEmitter.create(
                cls.getMethod(new MethodDescriptor("addSuppressed", THROWABLE, ValueType.VOID)),
                context.getHierarchy());
        ValueEmitter self = adding.var(0, THROWABLE);
        ValueEmitter more = adding.invoke(
                HELPER,
                "plus",
                LIST,
                self.getField("suppressed", LIST),
                adding.var(1, THROWABLE),
                self.getField("suppressionEnabled", ValueType.BOOLEAN));
        self.setField("suppressed", more);
        adding.exit();

        ProgramEmitter getting = ProgramEmitter.create(
                cls.getMethod(new MethodDescriptor("getSuppressed", LIST)), context.getHierarchy());
        ValueEmitter field = getting.var(0, THROWABLE).getField("suppressed", LIST);
        getting.invoke(HELPER, "copy", LIST, field, getting.constant(0)).returnValue();
    }
}
