package io.wideip.dns.server;

import io.wideip.config.DnsOptions;
import io.wideip.config.Listener;
import io.wideip.config.RateLimitOptions;
import io.wideip.dns.admission.RateLimit;
import io.wideip.dns.answer.ListenerSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings of every listener as they are now: an edited access list, limit or secret is in force without a restart. Thread-safe:
 * changes wait for each other, queries for nobody.
 */
final class CurrentSettings {
    /**
     * What makes a listener the same one after a reload.
     *
     * @param before how many like it stand before it: with port 0 several listeners may have one address
     */
    private record ListenerKey(InetSocketAddress address, Listener.Transport transport, int before) {
        /** Of each listener, in their order. */
        static List<ListenerKey> of(List<Listener> listeners) {
            List<ListenerKey> keys = new ArrayList<>(listeners.size());
            for (Listener listener : listeners) {
                int before = 0;
                ListenerKey key = new ListenerKey(listener.address(), listener.transport(), before);
                while (keys.contains(key)) {
                    before++;
                    key = new ListenerKey(listener.address(), listener.transport(), before);
                }
                keys.add(key);
            }
            return keys;
        }
    }

    private final Map<ListenerKey, AtomicReference<ListenerSettings>> settings = new HashMap<>();
    private final List<Supplier<ListenerSettings>> inOrder = new ArrayList<>();
    private final CurrentCookies cookies;
    private DnsOptions options;
    private @Nullable RateLimit rateLimit;

    /** @throws IOException with a message for people when the secrets of cookies can't be read */
    CurrentSettings(DnsOptions options) throws IOException {
        this.options = options;
        cookies = new CurrentCookies(options.cookieSecrets());
        rateLimit = rateLimit(options.rateLimit());
        List<ListenerKey> keys = ListenerKey.of(options.listeners());
        for (int i = 0; i < keys.size(); i++) {
            AtomicReference<ListenerSettings> here = new AtomicReference<>(
                    ListenerSettings.of(options, options.listeners().get(i), rateLimit, cookies.get()));
            settings.put(keys.get(i), here);
            inOrder.add(here::get);
        }
    }

    /** Those of the listener that had this place among the configured ones at the start, from 0. */
    Supplier<ListenerSettings> of(int place) {
        return inOrder.get(place);
    }

    /**
     * Takes over whatever needs no other socket; listeners that are no longer configured keep the settings that they have. Secrets
     * that can't be read leave those in force that were.
     */
    synchronized void change(DnsOptions next) {
        if (!next.rateLimit().equals(options.rateLimit())) {
            rateLimit = rateLimit(next.rateLimit());
        }
        options = next;
        cookies.change(next.cookieSecrets());
        apply();
    }

    /** Looks at the file of secrets. */
    synchronized void poll() {
        if (cookies.poll()) {
            apply();
        }
    }

    /** How many times a file of cookie secrets was taken over, the first time too. */
    long secretsAccepted() {
        return cookies.accepted();
    }

    /** How many times one was refused because it was missing, or had a fault. */
    long secretsRefused() {
        return cookies.refused();
    }

    private void apply() {
        List<ListenerKey> keys = ListenerKey.of(options.listeners());
        for (int i = 0; i < keys.size(); i++) {
            AtomicReference<ListenerSettings> here = settings.get(keys.get(i));
            if (here != null) {
                here.set(ListenerSettings.of(options, options.listeners().get(i), rateLimit, cookies.get()));
            }
        }
    }

    private static @Nullable RateLimit rateLimit(RateLimitOptions options) {
        return options.mode() == RateLimitOptions.Mode.OFF
                ? null
                : new RateLimit(
                        options.responses(),
                        options.amplified(),
                        options.slip(),
                        options.prefix4(),
                        options.prefix6(),
                        System.currentTimeMillis());
    }
}
