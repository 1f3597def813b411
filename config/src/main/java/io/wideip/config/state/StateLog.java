package io.wideip.config.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines that outlast a restart: each with a checksum of its own, so that a crash while one is added costs only that one. A file with a
 * damaged line is set aside with a warning, and the other lines are used. No fault of the disk reaches the caller: there is one warning until
 * lines can be saved again. Thread-safe; blocks for as long as the disk takes.
 */
public final class StateLog {
    private static final Logger log = LoggerFactory.getLogger(StateLog.class);
    private static final long LARGEST = 256L * 1024 * 1024;
    /** Eight hexadecimal digits and a space. */
    private static final int CHECKSUM = 9;

    private final @Nullable Path directory;
    private final String name;
    private final int version;
    /** Octets that hold whole lines; behind them may be a part of one. */
    private long whole;

    private boolean failing;

    StateLog(@Nullable Path directory, String name, int version) {
        this.directory = directory;
        this.name = name;
        this.version = version;
    }

    /** All lines that can be used, to be called first. */
    public synchronized List<String> read() {
        if (directory == null) {
            return List.of();
        }
        Path file = directory.resolve(name);
        try {
            if (Files.size(file) > LARGEST) {
                throw new DamagedException("it has " + Files.size(file) + " bytes");
            }
            return lines(directory, new String(Files.readAllBytes(file), UTF_8));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DamagedException e) {
            StateFile.setAside(directory, name, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            log.warn("{} can't be read, what it keeps is not used: {}", file, e.toString());
        }
        return List.of();
    }

    private List<String> lines(Path directory, String text) throws DamagedException {
        String[] written = text.split("\n", -1);
        String header = checked(written[0]);
        if (header == null || !header.startsWith(name + " ")) {
            throw new DamagedException("its first line is damaged");
        }
        int found = version(header);
        if (found > version) {
            throw new DamagedException("it has version " + found + ", and this program reads up to " + version);
        }
        List<String> lines = new ArrayList<>();
        int damaged = 0;
        whole = written[0].getBytes(UTF_8).length + 1L;
        for (int i = 1; i < written.length - 1; i++) {
            String line = checked(written[i]);
            if (line == null) {
                damaged++;
            } else {
                lines.add(line);
            }
            whole += written[i].getBytes(UTF_8).length + 1L;
        }
        if (damaged > 0) {
            StateFile.setAside(directory, name, damaged + " of its lines are damaged; the others are used");
            replace(lines);
        }
        return lines;
    }

    private int version(String header) throws DamagedException {
        try {
            return Integer.parseInt(header.substring(name.length() + 1));
        } catch (NumberFormatException e) {
            throw new DamagedException("its first line is damaged");
        }
    }

    /** How many octets it has. */
    public synchronized long size() {
        return whole;
    }

    /** Adds lines; true once they would outlast even a loss of power. Where it is false, {@link #replace} is next. */
    public synchronized boolean append(List<String> lines) {
        if (directory == null) {
            return false;
        }
        if (whole == 0) {
            return replace(lines);
        }
        try (FileChannel channel = FileChannel.open(directory.resolve(name), StandardOpenOption.WRITE)) {
            if (channel.size() < whole) {
                throw new IOException("somebody has cut it off");
            }
            channel.truncate(whole);
            channel.position(whole);
            byte[] octets = text(lines);
            ByteBuffer left = ByteBuffer.wrap(octets);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(false);
            whole += octets.length;
            return worked();
        } catch (IOException e) {
            return failed(directory, e);
        }
    }

    /** Has these lines in the place of all others; true once that would outlast even a loss of power. */
    public synchronized boolean replace(List<String> lines) {
        if (directory == null) {
            return false;
        }
        List<String> all = new ArrayList<>(List.of(name + " " + version));
        all.addAll(lines);
        byte[] octets = text(all);
        try {
            StateFile.replace(directory, name, octets);
            whole = octets.length;
            return worked();
        } catch (IOException e) {
            return failed(directory, e);
        }
    }

    /** Gives the file another name, with a warning: its lines are not what their owner writes. */
    public synchronized void setAside(String why) {
        if (directory != null) {
            StateFile.setAside(directory, name, why);
            whole = 0;
        }
    }

    private boolean worked() {
        if (failing) {
            log.info("{} can be saved again", name);
        }
        failing = false;
        return true;
    }

    private boolean failed(Path directory, IOException e) {
        if (!failing) {
            log.warn(
                    "{} can't be saved, a restart would find what was there before: {}",
                    directory.resolve(name),
                    e.toString());
        }
        failing = true;
        return false;
    }

    private static byte[] text(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(
                line -> text.append(checksum(line)).append(' ').append(line).append('\n'));
        return text.toString().getBytes(UTF_8);
    }

    /** Null where the line is damaged. */
    private static @Nullable String checked(String written) {
        if (written.length() < CHECKSUM) {
            return null;
        }
        String line = written.substring(CHECKSUM);
        return written.startsWith(checksum(line) + " ") ? line : null;
    }

    private static String checksum(String line) {
        CRC32C checksum = new CRC32C();
        checksum.update(line.getBytes(UTF_8));
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }
}
