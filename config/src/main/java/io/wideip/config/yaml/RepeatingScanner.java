package io.wideip.config.yaml;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.tokens.KeyToken;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;
import org.yaml.snakeyaml.tokens.ValueToken;

/**
 * The tokens of one file, in which the value of an entry is one token where its text was met before. Without that, most of the time
 * in which a million wide IPs are read would go into equal values, of which all but one are thrown away.
 *
 * <p>After the value of a simple key in a block mapping the scanner is in the state in which it was before: no bracket is open, no
 * further key can begin before the line ends, and nothing is indented deeper than the key. So it need not see the text.
 */
final class RepeatingScanner implements Scanner {
    /** Characters of the texts that are known at a time. */
    private static final int MOST = 1_000_000;
    /** Of a key: no name of a wide IP is longer, and the scanner has a bound, too. */
    private static final int LONGEST_KEY = 255;

    /** What a text was composed to, and how far from the text's beginning that begins. */
    private record Known(Node node, int characters, int lines, int columns) {
        static Known of(Node node, Mark text, Mark start) {
            int lines = start.getLine() - text.getLine();
            int columns = start.getColumn() - (lines == 0 ? text.getColumn() : 0);
            return new Known(node, start.getIndex() - text.getIndex(), lines, columns);
        }

        /** Where the value begins of an equal text that the reader is at. */
        Mark place(SourceReader text) {
            int column = columns + (lines == 0 ? text.getColumn() : 0);
            return SourceReader.mark(text.getIndex() + characters, text.getLine() + lines, column);
        }
    }

    /** A text that is not known yet. */
    private record Unknown(String text, Mark start, int end) {}

    private final Scanner scanner;
    private final SourceReader reader;
    private final Map<String, Known> known = new HashMap<>();
    private int characters;

    private boolean isAtEntry;
    private int openBrackets;
    private @Nullable Token last;
    private @Nullable Token beforeLast;

    private @Nullable Unknown unknown;
    /** What stands for an entry whose text is known, as far as it was not taken yet. */
    private final Deque<Token> substitutes = new ArrayDeque<>(4);
    /** The entry that was passed over last, until the scanner is asked for what follows. */
    private @Nullable EntryText passed;

    private int keyColumn;
    private @Nullable Node substituted;
    private int substitutedAt = -1;

    RepeatingScanner(Scanner scanner, SourceReader reader) {
        this.scanner = scanner;
        this.reader = reader;
    }

    /** Tells whether the next colon is that of an entry whose value may be one of many. */
    void atEntry(boolean isAtEntry) {
        this.isAtEntry = isAtEntry;
        if (isAtEntry) {
            unknown = null;
        }
    }

    /** The node that a scalar stands for; null for an ordinary one. */
    @Nullable
    Node substituted(Mark start) {
        return start.getIndex() == substitutedAt ? substituted : null;
    }

    /**
     * Keeps what the last entry's text means, so that it need not be scanned again.
     *
     * @param value what was composed of it
     * @param start where that begins here
     * @param end of the last word that belongs to it
     */
    void learn(Node value, Mark start, int end) {
        Unknown entry = unknown;
        unknown = null;
        if (entry == null || start.getIndex() < entry.start().getIndex() || end != entry.end()) {
            return;
        }
        characters += entry.text().length();
        if (characters > MOST) {
            known.clear();
            characters = entry.text().length();
        }
        known.put(entry.text(), Known.of(value, entry.start(), start));
    }

    @Override
    public Token getToken() {
        Token substitute = substitutes.poll();
        if (substitute != null) {
            return substitute;
        }
        passed = null;
        Token token = scanner.getToken();
        switch (token.getTokenId()) {
            case FlowMappingStart, FlowSequenceStart -> openBrackets++;
            case FlowMappingEnd, FlowSequenceEnd -> openBrackets--;
            case Value -> {
                Token key = last;
                if (isAtEntry && key != null && isSimpleKey(key, token)) {
                    keyColumn = key.getStartMark().getColumn();
                    passKnown(token.getEndMark());
                }
            }
            default -> {}
        }
        beforeLast = last;
        last = token;
        return token;
    }

    /** Whether a key is one word in a block mapping, and nothing after its colon was scanned. */
    private boolean isSimpleKey(Token key, Token colon) {
        return openBrackets == 0
                && key.getTokenId() == Token.ID.Scalar
                && beforeLast != null
                && beforeLast.getTokenId() == Token.ID.Key
                && beforeLast.getStartMark().getIndex() == key.getStartMark().getIndex()
                && colon.getEndMark().getIndex() == reader.getIndex();
    }

    /** Goes on after the value where its text is known, or remembers the text. */
    private void passKnown(Mark start) {
        EntryText entry = EntryText.find(reader, start.getIndex(), keyColumn);
        if (entry == null) {
            return;
        }
        String text = reader.text(start.getIndex(), entry.end());
        Known value = known.get(text);
        if (value == null) {
            unknown = new Unknown(text, start, entry.end());
        } else {
            pass(entry, value);
        }
    }

    private void pass(EntryText entry, Known value) {
        Mark place = value.place(reader);
        reader.forward(entry.end() - reader.getIndex());
        substitutes.add(new ScalarToken("", true, place, place, ScalarStyle.PLAIN));
        passed = entry;
        substituted = value.node();
        substitutedAt = place.getIndex();
    }

    /** After a known entry, passes over the next one with its key, as long as nothing between the two needs the scanner. */
    private boolean hasSubstitute() {
        EntryText before = passed;
        if (before != null && substitutes.isEmpty()) {
            passed = null;
            if (before.nextColumn() == keyColumn) {
                passNext(before.next());
            }
        }
        return !substitutes.isEmpty();
    }

    private void passNext(int key) {
        int colon = key;
        while (isPlain(reader.peekAt(colon))) {
            colon++;
        }
        if (colon == key || reader.peekAt(key) == '-' || reader.peekAt(colon) != ':' || colon - key > LONGEST_KEY) {
            return;
        }
        EntryText entry = EntryText.find(reader, colon + 1, keyColumn);
        Known value = entry == null ? null : known.get(reader.text(colon + 1, entry.end()));
        if (entry == null || value == null) {
            return;
        }
        reader.forward(key - reader.getIndex());
        // Nobody asks where these tokens end: a place for each key is a million.
        Mark start = reader.getMark();
        substitutes.add(new KeyToken(start, start));
        substitutes.add(new ScalarToken(reader.prefixForward(colon - key), start, start, true));
        substitutes.add(new ValueToken(start, start));
        reader.forward();
        pass(entry, value);
    }

    /** What a word without quotes may be made of anywhere; there are others. */
    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    @Override
    public boolean checkToken(Token.ID... choices) {
        return hasSubstitute()
                ? Arrays.asList(choices).contains(substitutes.element().getTokenId())
                : scanner.checkToken(choices);
    }

    @Override
    public boolean checkToken(Token.ID choice) {
        return hasSubstitute() ? choice == substitutes.element().getTokenId() : scanner.checkToken(choice);
    }

    @Override
    public Token peekToken() {
        return hasSubstitute() ? substitutes.element() : scanner.peekToken();
    }

    @Override
    public void resetDocumentIndex() {
        scanner.resetDocumentIndex();
    }
}
