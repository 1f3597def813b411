package io.wideip.app.command;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.slf4j.LoggerFactory;

/** The process's signals, where the platform has them. By reflection: no other API hears them, and javac warns of this one. */
final class Signals {
    private Signals() {}

    /** @param name without SIG: {@code HUP}; does nothing where the platform or the JVM (-Xrs) keeps the signal to itself */
    static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run =
                    MethodHandles.lookup().findVirtual(Runnable.class, "run", MethodType.methodType(void.class));
            MethodHandle onSignal = MethodHandles.dropArguments(run.bindTo(action), 0, signal);
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance(name),
                            MethodHandleProxies.asInterfaceInstance(handler, onSignal));
        } catch (ReflectiveOperationException | LinkageError unavailable) {
            LoggerFactory.getLogger("serve").debug("SIG{} is not heard: {}", name, unavailable.toString());
        }
    }
}
