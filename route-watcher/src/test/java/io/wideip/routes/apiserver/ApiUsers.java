package io.wideip.routes.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who an API server knows, by their tokens: an administrator, and a reader with a token that can change. */
final class ApiUsers {
    static final String ADMINISTRATOR_TOKEN = "administrator-token";
    private static final String ADMINISTRATOR = "administrator";

    private final Path directory;
    private final Map<String, String> byToken = new LinkedHashMap<>();
    private int tokensGiven;

    /** @param directory for files; need not be there yet */
    ApiUsers(Path directory) {
        this.directory = directory;
        byToken.put(ADMINISTRATOR_TOKEN, ADMINISTRATOR);
    }

    /** Gives the reader a new token, the only good one, and writes it to its file. */
    String giveToken() {
        byToken.values().removeIf(ApiServer.READER::equals);
        String fresh = "reader-token-" + ++tokensGiven;
        byToken.put(fresh, ApiServer.READER);
        write(tokenFile(), fresh + "\n");
        return fresh;
    }

    /** The reader's. */
    String token() {
        return byToken.entrySet().stream()
                .filter(each -> each.getValue().equals(ApiServer.READER))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    Path tokenFile() {
        return directory.resolve("reader.token");
    }

    /** All of them, as the API server reads them when it starts. */
    Path writeAll() {
        StringBuilder lines = new StringBuilder();
        byToken.forEach((token, user) -> lines.append(token)
                .append(',')
                .append(user)
                .append(',')
                .append(user)
                .append(user.equals(ADMINISTRATOR) ? ",system:masters\n" : "\n"));
        return write(directory.resolve("tokens.csv"), lines.toString());
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
