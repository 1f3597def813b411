package io.wideip.config.yaml;

import io.wideip.config.section.DidYouMean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognizes what is often put into the directory and is none of its YAML. */
final class ForeignText {
    /** A directive or the SOA record of a master file (RFC 1035 section 5.1), before which only comments stand. */
    private static final Pattern MASTER_FILE = Pattern.compile(
            "(?:[ \\t]*(?:;[^\\n]*)?\\r?\\n)*+(?:\\$(?:ORIGIN|TTL|INCLUDE)\\b|[^\\s;]*[ \\t]+(?:\\d+[ \\t]+)?(?:IN[ \\t]+)?SOA[ \\t]).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    static final String CONFLICT =
            "a merge that is not finished: keep one side, and remove the lines with <<<<<<<, ======= and >>>>>>>";
    private static final Pattern CONFLICT_BEGINS = Pattern.compile("(?m)^<<<<<<< ");

    private ForeignText() {}

    /** The first line that version control has left where it could not merge; null where there is none. */
    static @Nullable Integer lineOfConflict(String text) {
        Matcher matcher = CONFLICT_BEGINS.matcher(text);
        return matcher.find() ? (int) text.substring(0, matcher.start()).lines().count() + 1 : null;
    }

    /** What the text is, and where it belongs; null where that can't be told. */
    static @Nullable String mend(String text) {
        if (MASTER_FILE.matcher(text).lookingAt()) {
            return "a zone file: write its records below zones.NAME.records, without SOA and the zone's own NS, and move"
                    + " the file out of this directory";
        }
        String start = text.stripLeading();
        return start.startsWith("[") || start.startsWith("{")
                ? "JSON of something else: write version: 1 and the sections, or move the file out of this directory"
                : null;
    }

    /** The same of an object of Kubernetes. */
    static @Nullable String manifest(YamlSection document) {
        if (!document.isGiven("kind") || !document.isGiven("apiVersion")) {
            return null;
        }
        Value written = document.value("kind");
        String kind = written != null && written.isScalar() ? written.text() : null;
        String start = "a manifest of Kubernetes" + (kind == null ? "" : ", kind " + DidYouMean.shortened(kind)) + ": ";
        return start
                + ("ConfigMap".equals(kind)
                        ? "put each text below its 'data' into a file of its own here"
                        : "move it out of this directory");
    }
}
