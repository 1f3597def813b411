package io.wideip.app.drill;

import io.wideip.app.api.DrainOutcome;
import io.wideip.app.api.DrainRequest;
import io.wideip.app.api.DrillResult;
import io.wideip.app.api.ResumeRequest;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.client.Servers;
import io.wideip.app.drains.DrainId;
import io.wideip.app.drill.DrillReport.Subject;
import io.wideip.app.drill.DrillReport.WideIpDrill;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One drill: the order, the watching, and the end of the order, whatever happens in between. */
public final class Drill {
    /** Of the order's life for the answers to move: they must be seen before it ends by itself. */
    private static final double SHARE = 0.9;

    private static final int RESUMES = 3;

    private final Servers servers;
    private final Subject subject;
    private final Duration longest;
    private final Consumer<String> progress;
    private final String id = "drill-" + DrainId.drawn();

    /**
     * Does nothing yet.
     *
     * @param longest after which the order ends by itself, if this program can't end it
     * @param progress is told each step, in a line for people
     */
    public Drill(Servers servers, Subject subject, Duration longest, Consumer<String> progress) {
        this.servers = servers;
        this.subject = subject;
        this.longest = longest;
        this.progress = progress;
    }

    /** What the order would change at each server. */
    public List<ServerReply<DrainOutcome>> preview() {
        return drain(true);
    }

    private List<ServerReply<DrainOutcome>> drain(boolean dryRun) {
        DrainRequest request = new DrainRequest(
                subject.wideIps(),
                subject.datacenter(),
                null,
                subject.reason(),
                id,
                longest,
                null,
                null,
                dryRun,
                false);
        return servers.ask(ServerRequest.post("/drains", request), DrainOutcome.class);
    }

    /**
     * The drill itself. The order is ended before this returns or throws, and when the thread is interrupted.
     *
     * @param watch of the answers as they were before
     * @throws DrillFailure where not all servers took the order
     */
    public DrillReport run(AnswerWatch watch, List<String> nameServers, boolean further)
            throws DrillFailure, InterruptedException {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        long orderedAt = System.nanoTime();
        Map<String, WideIpDrill> moved;
        try {
            order();
            progress.accept("drained as " + id + ", until " + at.plus(longest) + " at the latest");
            watch.untilMoved(Duration.ofMillis((long) (longest.toMillis() * SHARE)));
            moved = DrillReport.moved(watch.answered(), orderedAt);
        } finally {
            resume(at.plus(longest));
        }
        watch.untilBack(longest);
        DrillReport report = DrillReport.of(subject, id, at, nameServers, moved, watch.answered(), further);
        tell(report.result());
        return report;
    }

    private void order() throws DrillFailure {
        List<String> failures = new ArrayList<>();
        for (ServerReply<DrainOutcome> reply : drain(false)) {
            if (reply instanceof ServerReply.Refused<DrainOutcome> refused) {
                failures.add(refused.server() + " refuses: " + refused.message());
            } else if (reply instanceof ServerReply.Unreached<DrainOutcome> unreached) {
                failures.add(unreached.server() + " is not reached: " + unreached.reason());
            }
        }
        if (!failures.isEmpty()) {
            throw new DrillFailure(
                    "not all servers took the order, so it is ended again: " + String.join("; ", failures));
        }
    }

    /** At all servers, even at those that did not seem to have taken the order. */
    private void resume(Instant end) {
        List<String> unreached = List.of();
        for (int attempt = 0; attempt < RESUMES; attempt++) {
            unreached = servers
                    .ask(
                            ServerRequest.post("/resume", new ResumeRequest(id, null, null, null, false)),
                            DrainOutcome.class)
                    .stream()
                    .filter(ServerReply.Unreached.class::isInstance)
                    .map(each -> each.server().toString())
                    .toList();
            if (unreached.isEmpty()) {
                progress.accept("resumed");
                return;
            }
        }
        progress.accept("NOT RESUMED at " + String.join(", ", unreached)
                + ", which are not reached: it ends there by itself at " + end);
    }

    private void tell(DrillResult result) {
        for (ServerReply<DrillResult> reply : servers.ask(ServerRequest.post("/drills", result), DrillResult.class)) {
            if (!(reply instanceof ServerReply.Answered<DrillResult>)) {
                progress.accept(reply.server() + " did not take the result, so its metrics do not have it");
            }
        }
    }
}
