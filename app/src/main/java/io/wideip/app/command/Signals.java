package io.wideip.app.command;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.slf4j.LoggerFactory;

/** The process's signals, where the platform has them. By reflection: no other API hears them, and javac warns of this one. */
final class Signals {
    private Signals() {}

    /**
     * Runs the action at each such signal, on a thread of its own; does nothing where the platform or the JVM (-Xrs) keeps the signal to
     * itself.
     *
     * @param name without SIG: {@code HUP}
     * @return false where whoever started the process wanted the signal ignored, as nohup does with SIGHUP: the JVM keeps to that
     */
    static boolean on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run =
                    MethodHandles.lookup().findVirtual(Runnable.class, "run", MethodType.methodType(void.class));
            MethodHandle onSignal = MethodHandles.dropArguments(run.bindTo(action), 0, signal);
            Object before = signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance(name),
                            MethodHandleProxies.asInterfaceInstance(handler, onSignal));
            return !before.equals(handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException | LinkageError unavailable) {
            LoggerFactory.getLogger("serve").debug("SIG{} is not heard: {}", name, unavailable.toString());
            return true;
        }
    }

    /**
     * Makes a signal harmless that would end the process. SIGUSR2 is the JVM's own: sent by somebody else it crashes JDK 17. The JVM's
     * flight recorder looks at threads by it, and can't do so any more, unless _JAVA_SR_SIGNUM gives it another one.
     */
    static void ignore(String name) {
        on(name, () -> {});
    }
}
