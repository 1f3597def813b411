package io.wideip.dns.snapshot;

import io.wideip.config.DomainName;
import io.wideip.config.HealthCheck;
import io.wideip.config.WideIpSettings;
import io.wideip.config.standing.Constellation;
import io.wideip.config.standing.MemberAddress;
import io.wideip.config.standing.Targets;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Checksums by which wide IPs are found again, after a restart too. Not thread-safe; to be cleared after use. */
final class SharedKeys {
    private final ZoneContents contents;
    private final IdentityHashMap<WideIpSettings, Long> settings = new IdentityHashMap<>();
    private final IdentityHashMap<HealthCheck, Long> checks = new IdentityHashMap<>();

    SharedKeys(ZoneContents contents) {
        this.contents = contents;
    }

    static long of(DomainName wideIp) {
        return new Digest().text("wide IP").octets(wideIp.wire()).end();
    }

    /** Of all that decides how its wide IPs are answered, and what is checked for that. */
    long of(Constellation constellation) {
        Digest digest = new Digest().number(settings.computeIfAbsent(constellation.settings(), this::of));
        for (long[] bits : constellation.differences()) {
            digest.number(bits.length);
            for (long each : bits) {
                digest.number(each);
            }
        }
        return digest.end();
    }

    private long of(WideIpSettings settings) {
        Digest digest = new Digest().octets(settings.zone().wire()).number(contents.of(settings));
        for (MemberAddress address : MemberAddress.of(settings.choices())) {
            digest.number(of(address.vip().healthCheck()))
                    .number(of(Targets.applicationCheck(settings, address.member())))
                    .number(address.member().drained() ? 1 : 0);
        }
        return digest.end();
    }

    /** Without its name, as checks are equal whatever their names. */
    private long of(@Nullable HealthCheck check) {
        return check == null
                ? 0
                : checks.computeIfAbsent(
                        check,
                        it -> new Digest()
                                .text(it.probe().toString())
                                .number(it.interval().toNanos())
                                .number(it.timeout().toNanos())
                                .number(it.fall())
                                .number(it.rise())
                                .number(it.reset())
                                .number(it.changingInterval().toNanos())
                                .end());
    }

    /** Forgets what was met. */
    void clear() {
        settings.clear();
        checks.clear();
        contents.forgetShared();
    }
}
