package io.wideip.config;

import io.wideip.config.names.NameHash;
import io.wideip.config.names.NameMap;
import io.wideip.config.names.NameMapEdit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The wide IPs of a catalog, by name, a million if need be. Immutable: a change of one copies little, and shares all else with
 * what was before.
 */
public final class WideIps {
    private static final ToLongFunction<byte[]> HASH = NameHash.drawn()::of;

    /** None. */
    public static final WideIps NONE = new WideIps(emptyNames());

    private final NameMap<WideIpSettings> byName;

    private WideIps(NameMap<WideIpSettings> byName) {
        this.byName = byName;
    }

    /** A map without names, to begin one that these can share its names with. */
    public static <V> NameMap<V> emptyNames() {
        return NameMap.empty(HASH);
    }

    /** The wide IPs of a map that began with {@link #emptyNames}. */
    public static WideIps of(NameMap<WideIpSettings> byName) {
        return new WideIps(byName);
    }

    public NameMap<WideIpSettings> byName() {
        return byName;
    }

    public int size() {
        return byName.size();
    }

    /** Null where there is no wide IP of this name. */
    public @Nullable WideIpSettings get(DomainName name) {
        return byName.get(name.wire());
    }

    /** Calls with each wide IP, in no order that means anything. */
    public void forEach(Consumer<WideIp> action) {
        byName.forEach((name, settings) -> action.accept(new WideIp(DomainName.ofWire(name), settings)));
    }

    /** Begins a change of these. */
    public Edit edit() {
        return new Edit(byName.edit());
    }

    /** Changes that are made all at once. Not thread-safe. */
    public static final class Edit {
        private final NameMapEdit<WideIpSettings> edit;

        private Edit(NameMapEdit<WideIpSettings> edit) {
            this.edit = edit;
        }

        public Edit put(DomainName name, WideIpSettings settings) {
            edit.put(name.wire(), settings);
            return this;
        }

        public Edit remove(DomainName name) {
            edit.remove(name.wire());
            return this;
        }

        public WideIps apply() {
            return new WideIps(edit.apply());
        }
    }

    /** Told of a wide IP that differs; null stands for one that is not there. */
    @FunctionalInterface
    public interface Difference {
        void of(DomainName name, @Nullable WideIpSettings before, @Nullable WideIpSettings after);
    }

    /** Calls with each wide IP that is not the same in the others. */
    public void differences(WideIps after, Difference difference) {
        byName.differences(after.byName, (name, was, is) -> difference.of(DomainName.ofWire(name), was, is));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof WideIps wideIps) || wideIps.size() != size()) {
            return false;
        }
        boolean[] same = {true};
        differences(wideIps, (name, before, after) -> same[0] = false);
        return same[0];
    }

    @Override
    public int hashCode() {
        int[] sum = {0};
        forEach(wideIp -> sum[0] += wideIp.hashCode());
        return sum[0];
    }
}
