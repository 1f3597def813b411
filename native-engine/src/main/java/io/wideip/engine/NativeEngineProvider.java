package io.wideip.engine;

import io.wideip.dns.engine.DatagramEngine;
import io.wideip.dns.engine.DatagramEngineProvider;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Offers the engine where the system calls and the layouts of their structures are as it knows them. */
public final class NativeEngineProvider implements DatagramEngineProvider {
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

    @Override
    public @Nullable String obstacle() {
        String system = System.getProperty("os.name", "");
        if (!system.equals("Linux")) {
            return "it is for Linux, and this is " + system;
        }
        String architecture = System.getProperty("os.arch", "");
        if (!ARCHITECTURES.contains(architecture) || ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            return "it is for x86_64 and aarch64, and this is " + architecture;
        }
        return obstacleToCalls();
    }

    /** Java may be told to make none (--illegal-native-access=deny), or be unable to on this machine; the C library may lack one. */
    private static @Nullable String obstacleToCalls() {
        try {
            Batch.require();
            return null;
        } catch (LinkageError e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            return "Java can't make its system calls: " + reason.getMessage();
        } catch (IOException e) {
            return "the system has no recvmmsg and sendmmsg: " + e.getMessage();
        }
    }

    @Override
    public DatagramEngine start(int threads, int busyPollMicros) {
        return new NativeEngine(threads, busyPollMicros);
    }
}
