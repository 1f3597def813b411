package io.wideip.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured over some seconds of queries.
 *
 * @param cpuMicros processor time of the threads that answered, by query
 */
record Span(double p50Micros, double p99Micros, double cpuMicros) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * From all that was measured.
     *
     * @param latencies of each query, in nanoseconds
     * @param cpuNanos of all queries together
     */
    static Span of(long[] latencies, long cpuNanos) {
        long[] sorted = latencies.clone();
        Arrays.sort(sorted);
        return new Span(
                sorted[sorted.length / 2] / 1e3,
                sorted[sorted.length * 99 / 100] / 1e3,
                cpuNanos / 1e3 / sorted.length);
    }

    /** The processor time that the threads which answer by UDP have taken, ever. */
    static long cpuNanosOfAnswering() {
        return Arrays.stream(THREADS.dumpAllThreads(false, false))
                .filter(thread -> thread.getThreadName().startsWith("dns-udp"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(THREADS::getThreadCpuTime)
                .sum();
    }

    static double median(List<Span> spans, ToDoubleFunction<Span> of) {
        return spans.stream().mapToDouble(of).sorted().toArray()[spans.size() / 2];
    }
}
