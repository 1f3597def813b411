package io.wideip.dns.server;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What each of our event loops has for itself. Immutable. */
final class PerLoop<T> {
    private final Map<EventLoop, T> values;

    private PerLoop(Map<EventLoop, T> values) {
        this.values = values;
    }

    static <T> PerLoop<T> make(List<EventLoop> loops, Function<EventLoop, T> maker) {
        Map<EventLoop, T> values = new HashMap<>();
        loops.forEach(loop -> values.put(loop, maker.apply(loop)));
        return new PerLoop<>(values);
    }

    T of(EventLoop loop) {
        T value = values.get(loop);
        if (value == null) {
            throw new IllegalStateException("an event loop that is not ours");
        }
        return value;
    }
}
