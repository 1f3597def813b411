package io.wideip.prober;

import io.wideip.config.standing.TargetStatus;
import io.wideip.config.standing.Verdict;
import io.wideip.config.state.StateLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of targets, as the text of a state file. A line begins with {@code check}, its number, its
 * name and what it asks, once for many targets; or {@code target}, the number of its check, and what is known of it.
 */
final class KnownText {
    static final int VERSION = 1;
    private static final String CHECK = "check";
    private static final String TARGET = "target";

    private record Check(String name, String probe) {}

    private KnownText() {}

    static String format(Collection<Known> all) {
        StringBuilder text = new StringBuilder(all.size() * 100);
        Map<Check, Integer> checks = new LinkedHashMap<>();
        for (Known known : all) {
            Check check = new Check(known.check(), known.probe());
            Integer number = checks.get(check);
            if (number == null) {
                number = checks.size();
                checks.put(check, number);
                text.append(StateLine.of(CHECK, number, check.name, check.probe));
            }
            TargetStatus status = known.status();
            Judgement judgement = known.judgement();
            text.append(StateLine.of(
                    TARGET,
                    number,
                    known.address(),
                    known.host(),
                    status.verdict(),
                    status.available(),
                    status.since(),
                    status.reason(),
                    judgement.verdict(),
                    judgement.failures(),
                    judgement.successes(),
                    known.everJudged(),
                    known.at()));
        }
        return text.toString();
    }

    /** @throws RuntimeException of any kind for what {@link #format} does not write */
    static List<Known> parse(String text) {
        List<Known> all = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        text.lines().forEach(line -> {
            StateLine fields = new StateLine(line);
            String kind = fields.text();
            if (kind.equals(CHECK) && fields.number() == checks.size()) {
                checks.add(new Check(fields.text(), fields.text()));
            } else if (kind.equals(TARGET)) {
                all.add(known(checks.get(fields.number()), fields));
            } else {
                throw new IllegalArgumentException("no line of known targets: " + line);
            }
        });
        return all;
    }

    private static Known known(Check check, StateLine fields) {
        String address = fields.text();
        String host = fields.text();
        Verdict verdict = verdict(fields);
        boolean available = fields.flag();
        Instant since = fields.instant();
        TargetStatus status = new TargetStatus(verdict, available, fields.text(), since);
        Judgement judgement = new Judgement(verdict(fields), fields.number(), fields.number());
        return new Known(address, host, check.name, check.probe, status, judgement, fields.flag(), fields.instant());
    }

    private static Verdict verdict(StateLine line) {
        return Verdict.valueOf(line.text());
    }
}
