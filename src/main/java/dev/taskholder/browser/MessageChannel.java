package dev.taskholder.browser;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.workers.MessagePort;

/** The web platform's {@code MessageChannel}, which TeaVM's JSO does not declare. */
@JSClass
final class MessageChannel implements JSObject {
    MessageChannel() {}

    @JSProperty
    native MessagePort getPort1();

    @JSProperty
    native MessagePort getPort2();
}
