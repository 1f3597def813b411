package io.wideip.config.yaml;

import io.wideip.config.catalog.Defined;
import io.wideip.config.catalog.Origin;
import io.wideip.config.section.Place;
import org.jspecify.annotations.Nullable;

/** A definition of the YAML. Keeps little beside the text that it shares with equal ones: there may be a million. */
final class Written<T> extends Defined<T> {
    private final WrittenText<T> text;
    private final int line;
    private final int column;
    private final int textLine;
    private final int textColumn;

    /**
     * Makes one of a text that may have been met before.
     *
     * @param name where its name stands
     * @param start where its text begins: the same file, but not always the same place as that of the first
     */
    Written(WrittenText<T> text, Place name, Place start) {
        this.text = text;
        line = name.line();
        column = name.column();
        textLine = start.line();
        textColumn = start.column();
    }

    /** One that stands by itself. */
    static <T> Written<T> of(T definition, YamlSection section) {
        return new Written<>(WrittenText.of(definition, section.start(), section), section.start(), section.start());
    }

    @Override
    public T definition() {
        return text.definition();
    }

    @Override
    public Origin origin() {
        return new Place(text.start().file(), line, column);
    }

    @Override
    public @Nullable Origin origin(String key) {
        Place given = text.place(key);
        if (given == null) {
            return null;
        }
        Place first = text.start();
        boolean isMoved = textLine != first.line() || textColumn != first.column();
        int shift = given.line() == first.line() ? textColumn - first.column() : 0;
        return isMoved
                ? new Place(given.file(), given.line() + textLine - first.line(), given.column() + shift)
                : given;
    }
}
