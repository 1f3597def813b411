package io.wideip.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which labels an object must have, as Kubernetes writes it: {@code team=shop,tier in (web,api),!internal}. Immutable.
 *
 * @param requirements of which all must be met; none lets everything pass
 */
public record LabelSelector(List<Requirement> requirements) {
    private static final String KEY = "([A-Za-z0-9](?:[-A-Za-z0-9_./]{0,315}[A-Za-z0-9])?)";
    private static final String VALUE = "[-A-Za-z0-9_.]{0,63}";
    private static final Pattern EXISTS = Pattern.compile("(!?) *" + KEY);
    private static final Pattern EQUALS = Pattern.compile(KEY + " *(=|==|!=) *(" + VALUE + ")");
    private static final Pattern IN = Pattern.compile(KEY + " +(in|notin) *\\(([^()]*)\\)");
    private static final Pattern LISTED = Pattern.compile(" *(" + VALUE + ") *");

    /**
     * What one label must be.
     *
     * @param values empty for any
     * @param isOneOf whether the label must have one of the values; else it must have none of them, and may be missing
     */
    public record Requirement(String key, Set<String> values, boolean isOneOf) {
        private boolean isMet(Map<String, String> labels) {
            String value = labels.get(key);
            return isOneOf == (value != null && (values.isEmpty() || values.contains(value)));
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with a message for people
     */
    public static LabelSelector parse(String text) {
        List<Requirement> requirements = new ArrayList<>();
        if (text.isBlank()) {
            return new LabelSelector(List.of());
        }
        int from = 0;
        boolean isInside = false;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || text.charAt(at) == ',' && !isInside) {
                requirements.add(requirement(text.substring(from, at).strip()));
                from = at + 1;
            } else if (text.charAt(at) == '(' || text.charAt(at) == ')') {
                isInside = text.charAt(at) == '(';
            }
        }
        return new LabelSelector(List.copyOf(requirements));
    }

    private static Requirement requirement(String part) {
        Matcher exists = EXISTS.matcher(part);
        if (exists.matches()) {
            return new Requirement(exists.group(2), Set.of(), exists.group(1).isEmpty());
        }
        Matcher equals = EQUALS.matcher(part);
        if (equals.matches()) {
            return new Requirement(
                    equals.group(1), Set.of(equals.group(3)), !equals.group(2).startsWith("!"));
        }
        Matcher in = IN.matcher(part);
        if (in.matches()) {
            List<String> values = List.of(in.group(3).split(",", -1));
            if (values.stream().allMatch(value -> LISTED.matcher(value).matches())) {
                return new Requirement(
                        in.group(1),
                        values.stream().map(String::strip).collect(Collectors.toUnmodifiableSet()),
                        in.group(2).equals("in"));
            }
        }
        throw new IllegalArgumentException(
                "'" + part + "' selects no labels: write KEY=VALUE, KEY!=VALUE, KEY in (A,B),"
                        + " KEY notin (A,B), KEY or !KEY, with commas between them");
    }

    /** Whether an object with these labels is selected. */
    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.isMet(labels));
    }
}
