package io.wideip.config.yaml;

import io.wideip.config.section.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From a directory to the text of each file. */
final class SourceFiles {
    /** Some twenty million lines: what is larger was not meant to be read. */
    static final long LARGEST = 256L * 1024 * 1024;
    /** Octets of memory for each of a file, as long as places in it may be told. */
    private static final int KEPT = 2;
    /** Octets of memory for each of a file while its text is decoded and parsed, which is one after the other. */
    private static final int PARSED = 6;

    private SourceFiles() {}

    /** See {@link Loader#files}. */
    static List<Path> list(Path directory) throws IOException {
        if (Files.isRegularFile(directory)) {
            return List.of(directory);
        }
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            // Opening a named pipe would wait for whoever writes to it.
            throw new NotDirectoryException(directory.toString());
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(SourceFiles::isYaml).sorted().toList();
        }
    }

    /** Every file that can be read; a problem for each that can't. */
    static List<Source> read(Path directory, Reading reading) {
        List<Path> files;
        try {
            files = list(directory);
        } catch (IOException e) {
            refuse(reading, directory, "cannot read the directory: " + reason(e));
            return List.of();
        }
        if (files.isEmpty()) {
            refuse(reading, directory, "no *.yaml or *.yml file in this directory: put the configuration there");
        }
        long size = files.stream().mapToLong(SourceFiles::size).sum();
        long largest = files.stream().mapToLong(SourceFiles::size).max().orElse(0);
        if (!reading.takes(KEPT * size + PARSED * largest)) {
            // Before reading: running out of memory would end the server.
            String what = size + " bytes in all: to read them takes more than the " + reading.most() / (1024 * 1024)
                    + " MiB that this process has for it, give it more (-Xmx)";
            refuse(reading, directory, what);
            return List.of();
        }
        List<Source> sources = new ArrayList<>();
        for (Path file : files) {
            Source source = source(file, reading);
            if (source != null) {
                sources.add(source);
            }
        }
        return sources;
    }

    /** Of files whose texts are known. */
    static List<Source> of(Collection<YamlText> texts, Reading reading) {
        long size = texts.stream().mapToLong(each -> each.text().length()).sum();
        long largest =
                texts.stream().mapToLong(each -> each.text().length()).max().orElse(0);
        if (texts.isEmpty() || !reading.takes(KEPT * size + PARSED * largest)) {
            refuse(
                    reading,
                    Path.of(""),
                    texts.isEmpty()
                            ? "no file: give those of the configuration"
                            : size + " characters in all: to read them takes more memory than this process has for it");
            return List.of();
        }
        return texts.stream()
                .sorted(Comparator.comparing(YamlText::name))
                .map(each -> source(each.name(), each.text()))
                .toList();
    }

    /** 0 for what will be refused for itself. */
    private static long size(Path file) {
        try {
            long size = Files.isRegularFile(file) ? Files.size(file) : 0;
            return size > LARGEST ? 0 : size;
        } catch (IOException e) {
            return 0;
        }
    }

    private static @Nullable Source source(Path file, Reading reading) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return refuse(reading, file, "this is no regular file: rename it or move it away");
        }
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                return refuse(
                        reading, file, "a file of " + size + " bytes: at most " + LARGEST + " are read, split it");
            }
            return decode(file, Files.readAllBytes(file), reading);
        } catch (IOException e) {
            return refuse(reading, file, "cannot read the file: " + reason(e));
        }
    }

    static @Nullable Source decode(Path file, byte[] bytes, Reading reading) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // What the text has for a malformed byte may be in the file itself, too.
        boolean isRight = text.indexOf('\uFFFD') < 0 || isUtf8(file, bytes, reading);
        return isRight ? source(file.toString(), text) : null;
    }

    private static Source source(String name, String text) {
        return new Source(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** False where a problem was reported. */
    private static boolean isUtf8(Path file, byte[] bytes, Reading reading) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        if (!decoder.decode(in, out, true).isError()) {
            return true;
        }
        reading.markIncomplete();
        Place place = source(file.toString(), out.flip().toString()).atOffset(Integer.MAX_VALUE);
        String what = String.format("the byte 0x%02X is not UTF-8 here: save the file as UTF-8", bytes[in.position()]);
        reading.problems().add(place, what);
        return false;
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private static @Nullable Source refuse(Reading reading, Path file, String what) {
        reading.markIncomplete();
        reading.problems().add(new Place(file.toString(), 1, 1), what);
        return null;
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is none at this path";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied for this user";
        }
        if (e instanceof NotDirectoryException) {
            return "it is neither a directory nor a regular file";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
