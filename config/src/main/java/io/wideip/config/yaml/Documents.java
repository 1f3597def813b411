package io.wideip.config.yaml;

import io.wideip.config.section.Place;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.ScannerImpl;

/** From a file's text to its one node graph: nothing is constructed from it, and no scalar is anything but text. */
final class Documents {
    private static final int LONGEST_NAME = 255;

    private Documents() {}

    /** Null where the text is no YAML document; the problem is reported. */
    static @Nullable Value compose(Source source, Reading reading) {
        // What is wrong in further files can't be told without the memory for them.
        Value document = reading.isOutOfMemory() ? null : composeOrReport(source, reading);
        if (document == null) {
            reading.markIncomplete();
        }
        return document;
    }

    private static @Nullable Value composeOrReport(Source source, Reading reading) {
        SourceReader reader;
        try {
            reader = new SourceReader(source.text());
        } catch (ReaderException e) {
            String what = String.format("the character U+%04X: YAML does not allow it, remove it", e.getCodePoint());
            reading.problems().add(source.atOffset(e.getPosition()), what);
            return null;
        }
        try {
            Composer composer = composer(reader, reading);
            if (!composer.checkNode()) {
                reading.problems().add(source.start(), "an empty document: write version: 1 and the sections below it");
                return null;
            }
            Node root = composer.getNode();
            if (composer.checkNode()) {
                Place second = source.at(composer.getNode().getStartMark());
                reading.problems().add(second, "a second document: write one per file, without '---' between");
                return null;
            }
            return new Value(reading, source, root, "", "", source.at(root.getStartMark()));
        } catch (BoundedParser.Excess e) {
            reading.problems().add(source.at(e.mark()), String.valueOf(e.getMessage()));
        } catch (MarkedYAMLException e) {
            Integer conflict = ForeignText.lineOfConflict(source.text());
            if (conflict != null) {
                reading.problems().add(source.atLine(conflict), ForeignText.CONFLICT);
                return null;
            }
            String foreign = ForeignText.mend(source.text());
            Place place = foreign == null ? place(e, source) : source.start();
            String what = foreign == null ? "this is not YAML: " + mended(e, source) + opening(e, source) : foreign;
            reading.problems().add(place, what);
        } catch (IllegalArgumentException e) {
            // The scanner takes what follows a backslash and an x or u for digits, and lets out what comes of that.
            String what =
                    "this is not YAML: an escape without its digits or of no character, write \\\\ for a backslash";
            reading.problems().add(source.at(reader.getMark()), what);
        } catch (YAMLException e) {
            reading.problems().add(source.start(), "this is not YAML: " + e.getMessage());
        }
        return null;
    }

    private static Composer composer(SourceReader reader, Reading reading) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit((int) SourceFiles.LARGEST);
        options.setProcessComments(false);
        // The parser has bounds of its own.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        options.setNestingDepthLimit(Integer.MAX_VALUE);
        RepeatingScanner scanner = new RepeatingScanner(new ScannerImpl(reader, options), reader);
        Parser parser = new BoundedParser(new ParserImpl(scanner), reading);
        return new RepeatingComposer(parser, scanner, new PlainText(), options);
    }

    /** Where the parser stopped; for a text that has no end, or that a '*' begins, where it starts. */
    private static Place place(MarkedYAMLException e, Source source) {
        Mark stop = e.getProblemMark() == null || isQuote(e) || isAlias(e) ? e.getContextMark() : e.getProblemMark();
        return stop == null ? source.start() : source.at(stop);
    }

    private static boolean isQuote(MarkedYAMLException e) {
        return String.valueOf(e.getContext()).contains("quoted scalar");
    }

    private static boolean isAlias(MarkedYAMLException e) {
        return String.valueOf(e.getContext()).contains("scanning an alias");
    }

    private static String mended(MarkedYAMLException e, Source source) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("\\t(TAB)") || problem.contains("TAB")) {
            return "a tab, where only spaces can indent";
        }
        if (problem.contains("mapping values are not allowed here")) {
            return "a ':' that cannot stand here, check the indentation or put the text in quotes";
        }
        if (problem.contains("undefined alias")) {
            return problem + ", put a text that begins with '*' in quotes";
        }
        if (isAlias(e) && e.getContextMark() != null) {
            String text = source.text()
                    .codePoints()
                    .skip(e.getContextMark().getIndex())
                    .limit(LONGEST_NAME)
                    .takeWhile(c -> c > ' ' && ":,]}".indexOf(c) < 0)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            return "a text that begins with '*' needs quotes, write \"" + text + "\"";
        }
        if (isQuote(e) && problem.contains("end of stream")) {
            return "the quote that begins here is never closed";
        }
        if (e.getProblemMark() != null
                && isTemplate(source.text(), e.getProblemMark().getLine())) {
            return "${ } or {{ }} of a template, put its value in place of it before";
        }
        if (problem.contains("found '<block mapping start>'")) {
            return "this line is indented in another way than those beside it, indent it as them";
        }
        if (problem.contains("found ':'")) {
            return "a ':' that cannot stand here, put IPv6 addresses and texts with a ':' in quotes";
        }
        return problem + ", check quotes, brackets and the indentation";
    }

    private static boolean isTemplate(String text, int line) {
        String shown = text.lines().skip(line).findFirst().orElse("");
        return shown.contains("${") || shown.contains("{{");
    }

    /** Where the list or mapping began whose end is missing. */
    private static String opening(MarkedYAMLException e, Source source) {
        boolean isEnd = String.valueOf(e.getProblem()).contains("<stream end>") && e.getContextMark() != null;
        return isEnd ? " (it began at " + source.at(e.getContextMark()) + ")" : "";
    }

    /** Leaves every untagged scalar a text, so that {@code NO}, {@code 010} and {@code 1:30} stay what was written. */
    private static final class PlainText extends Resolver {
        @Override
        protected void addImplicitResolvers() {}
    }
}
