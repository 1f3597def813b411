package io.wideip.routes.cluster;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A token that others renew in a file. It is read for each request; while it can't be read, the one before counts. */
final class TokenFile implements OAuthTokenProvider {
    private final Path file;
    private volatile String last;

    private TokenFile(Path file, String first) {
        this.file = file;
        last = first;
    }

    static TokenFile open(Path file) throws IOException {
        return new TokenFile(file, Files.readString(file).strip());
    }

    @Override
    public String getToken() {
        try {
            String now = Files.readString(file).strip();
            if (!now.isEmpty()) {
                last = now;
            }
        } catch (IOException e) {
            // It may just be replaced. If it stays away, the API says in the end that the last one is too old.
        }
        return last;
    }
}
