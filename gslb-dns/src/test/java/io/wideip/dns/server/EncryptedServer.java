package io.wideip.dns.server;

import static io.wideip.dns.server.TestClients.LOOPBACK;
import static io.wideip.dns.server.TestClients.PATIENCE;
import static io.wideip.dns.server.TestClients.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DnsOptions;
import io.wideip.config.EngineOptions;
import io.wideip.config.Listener;
import io.wideip.config.RateLimitOptions;
import io.wideip.config.StreamLimits;
import io.wideip.config.TlsFiles;
import io.wideip.dns.TestServer;
import io.wideip.dns.server.tls.TestCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** A server of DNS over TLS and over HTTPS, and the JDK's clients of both. */
final class EncryptedServer implements AutoCloseable {
    static final TestCertificate CERTIFICATE = TestCertificate.create();
    static final StreamLimits LIMITS = new StreamLimits(1_000, 1_000, Duration.ofMinutes(1), Duration.ofMinutes(1));

    final DnsServer dns;

    private EncryptedServer(DnsServer dns) {
        this.dns = dns;
    }

    /** Of TLS and of HTTPS, in this order. */
    static EncryptedServer start(SocketApi socketApi, Path directory) throws IOException {
        return start(
                socketApi,
                CERTIFICATE.write(directory),
                LIMITS,
                listener(Listener.Transport.TLS),
                listener(Listener.Transport.HTTPS));
    }

    static EncryptedServer start(SocketApi socketApi, TlsFiles files, StreamLimits limits, Listener... listeners)
            throws IOException {
        TestServer site = TestClients.site("");
        return new EncryptedServer(DnsServer.start(
                socketApi,
                new DnsOptions(
                        List.of(listeners),
                        2,
                        EngineOptions.DEFAULT,
                        files,
                        null,
                        null,
                        null,
                        RateLimitOptions.DEFAULT,
                        limits),
                0,
                site.compiler()::current));
    }

    static Listener listener(Listener.Transport transport) {
        InetSocketAddress free = new InetSocketAddress(LOOPBACK, 0);
        return new Listener(free, transport, Listener.DEFAULT_PATH, List.of(), List.of(), List.of());
    }

    int port(int listener) {
        return dns.addresses().get(listener).getPort();
    }

    SSLSocket dot(String... protocols) throws IOException {
        return connect(port(0), protocols);
    }

    /** @param inside what TLS goes through; connected here if it is not yet */
    SSLSocket dot(Socket inside) throws IOException {
        if (!inside.isConnected()) {
            inside.connect(dns.addresses().get(0));
        }
        SSLSocket client =
                (SSLSocket) CERTIFICATE.clients().getSocketFactory().createSocket(inside, "localhost", port(0), true);
        client.setSoTimeout((int) PATIENCE.toMillis());
        return client;
    }

    SSLSocket https(String... protocols) throws IOException {
        return connect(port(1), protocols);
    }

    private static SSLSocket connect(int port, String... protocols) throws IOException {
        SSLSocket client = (SSLSocket) CERTIFICATE.clients().getSocketFactory().createSocket(LOOPBACK, port);
        client.setSoTimeout((int) PATIENCE.toMillis());
        SSLParameters parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        client.setSSLParameters(parameters);
        return client;
    }

    /** Over HTTPS. */
    static HttpClient client(TestCertificate trusted) {
        return HttpClient.newBuilder().sslContext(trusted.clients()).build();
    }

    HttpRequest post() {
        return HttpRequest.newBuilder(uri(""))
                .header("content-type", "application/dns-message")
                .POST(BodyPublishers.ofByteArray(TestClients.query(0)))
                .build();
    }

    URI uri(String parameters) {
        return URI.create("https://localhost:" + port(1) + "/dns-query" + parameters);
    }

    static void assertAnswer(HttpResponse<byte[]> response) {
        try {
            assertThat(TestServer.shown(new Message(response.body()), Section.ANSWER))
                    .containsExactly(SHOP + " 30 A 192.0.2.10");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        dns.close();
    }
}
