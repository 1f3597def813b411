package io.wideip.dns.geo.database;

import io.wideip.config.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;

/** Tables of places that come with the program: lines of a code, perhaps more, and a latitude and a longitude at the end. */
final class Middles {
    private Middles() {}

    /** Gives the fields of each line of a table. */
    static void read(String table, Consumer<String[]> user) {
        try (InputStream octets = Objects.requireNonNull(Middles.class.getResourceAsStream(table), table);
                BufferedReader lines = new BufferedReader(new InputStreamReader(octets, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .forEach(user);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the last two fields of a line say. */
    static Position position(String[] fields) {
        return new Position(
                Double.parseDouble(fields[fields.length - 2]), Double.parseDouble(fields[fields.length - 1]));
    }
}
