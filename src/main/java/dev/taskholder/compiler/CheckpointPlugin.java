package dev.taskholder.compiler;

import org.teavm.jso.impl.JSOPlugin;
import org.teavm.vm.spi.After;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Installs what adds checkpoints to the loops of a program; TeaVM finds it on the class path. After the plugin for JavaScript objects,
 * which rewrites methods too and expects them as they were written.
 */
@After(JSOPlugin.class)
public final class CheckpointPlugin implements TeaVMPlugin {
    @Override
    public void install(TeaVMHost host) {
        CheckpointPolicy policy = new CheckpointPolicy(host.getProperties());
        if (policy.isOn()) {
            host.add(new CheckpointTransformer(policy));
            host.add(new OutsideFiber());
        }
    }
}
