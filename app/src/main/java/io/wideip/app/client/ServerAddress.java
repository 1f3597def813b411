package io.wideip.app.client;

import io.wideip.config.LeadingZeros;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where a server's API is reached.
 *
 * @param written as it was given
 * @param host for the Host header
 * @param tls by HTTPS
 */
public record ServerAddress(String written, SocketAddress socket, String host, boolean tls) {
    /** Names servers where {@code --at} does not, separated by spaces or commas. */
    public static final String VARIABLE = "WIDEIP_AT";
    /** Where a server of this machine listens, if nothing is given. */
    public static final String DEFAULT = "unix:/run/wideip/admin.sock";

    private static final String FORMS = ": write unix:PATH, https://HOST:PORT or http://127.0.0.1:PORT";

    /**
     * Those given, else those of the environment, else this machine's.
     *
     * @throws IllegalArgumentException with a message for people
     */
    public static List<ServerAddress> of(List<String> given, Map<String, String> environment) {
        List<String> written = given;
        if (written.isEmpty()) {
            written = Arrays.stream(environment.getOrDefault(VARIABLE, "").split("[\\s,]+"))
                    .filter(each -> !each.isEmpty())
                    .toList();
        }
        return (written.isEmpty() ? List.of(DEFAULT) : written)
                .stream().map(ServerAddress::parse).distinct().toList();
    }

    /** @throws IllegalArgumentException with a message for people */
    static ServerAddress parse(String written) {
        try {
            return written.startsWith("unix:") ? unix(written) : url(written);
        } catch (URISyntaxException | InvalidPathException malformed) {
            throw unknown(written);
        }
    }

    private static ServerAddress unix(String written) {
        Path path = Path.of(written.substring("unix:".length()));
        if (path.toString().isEmpty()) {
            throw unknown(written);
        }
        return new ServerAddress(written, UnixDomainSocketAddress.of(path), "localhost", false);
    }

    private static ServerAddress url(String written) throws URISyntaxException {
        URI url = new URI(written);
        boolean tls = "https".equals(url.getScheme());
        if (!tls && !"http".equals(url.getScheme()) || url.getHost() == null || url.getPort() <= 0) {
            throw unknown(written);
        }
        if (!url.getPath().matches("/?")
                || url.getQuery() != null
                || url.getFragment() != null
                || url.getUserInfo() != null) {
            throw new IllegalArgumentException("'" + written + "' says more than where the server is" + FORMS);
        }
        LeadingZeros.requireNone(written);
        String bare = url.getHost().replaceAll("[\\[\\]]", "");
        return new ServerAddress(
                written, InetSocketAddress.createUnresolved(bare, url.getPort()), url.getAuthority(), tls);
    }

    private static IllegalArgumentException unknown(String written) {
        return new IllegalArgumentException("'" + written + "' is no address of a server" + FORMS);
    }

    @Override
    public String toString() {
        return written;
    }
}
