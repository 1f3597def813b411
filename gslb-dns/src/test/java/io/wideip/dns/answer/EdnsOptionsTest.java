package io.wideip.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.DnsOptions;
import io.wideip.config.EngineOptions;
import io.wideip.config.Listener;
import io.wideip.config.RateLimitOptions;
import io.wideip.config.StreamLimits;
import io.wideip.dns.Packet;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Each option of EDNS by each carrier: which are answered, with what, and which are passed over. */
final class EdnsOptionsTest {
    private static final InetAddress CLIENT = TestCatalog.address("198.51.100.7");
    private static final HexFormat HEX = HexFormat.of();
    private static final String CLIENT_COOKIE = "0123456789abcdef";

    private final TestServer server = new TestServer(new TestCatalog()
            .zone("apps.example.com", "www A 192.0.2.1\n")
            .dns(new DnsOptions(
                    List.of(Listener.plain(new InetSocketAddress(0))),
                    1,
                    EngineOptions.DEFAULT,
                    null,
                    "gslb-east-1",
                    "Wideip 1",
                    null,
                    RateLimitOptions.DEFAULT,
                    new StreamLimits(10, 10, Duration.ofSeconds(30), Duration.ofSeconds(3)))));

    @ParameterizedTest
    @EnumSource(Carrier.class)
    void nsidTellsTheIdentity(Carrier carrier) {
        assertThat(options(carrier, 3, "")).containsEntry(3, hex("gslb-east-1"));
    }

    @Test
    void withoutAnIdentityNsidIsNotAnswered() {
        TestServer silent = new TestServer(new TestCatalog().zone("apps.example.com", "www A 192.0.2.1\n"));
        assertThat(options(silent, Carrier.UDP, 3, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UDP, false", "TCP, true", "TLS, true", "HTTPS, false"})
    void keepaliveIsToldWhereTheConnectionIsOurs(Carrier carrier, boolean told) {
        // 30 s in units of 100 ms
        assertThat(options(carrier, 11, "")).isEqualTo(told ? Map.of(11, "012c") : Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0064", "006464"})
    void aTimeThatTheClientNamesItselfIsPassedOver(String time) {
        assertThat(parsed(Carrier.TCP, query(11, time)).getRcode()).isZero();
        assertThat(options(Carrier.TCP, 11, time)).isEqualTo(Map.of(11, "012c"));
    }

    @ParameterizedTest
    @CsvSource({"UDP, 0", "TCP, 0", "TLS, 468", "HTTPS, 468"})
    void repliesArePaddedWhereTheyAreEncrypted(Carrier carrier, int block) {
        byte[] reply = respond(carrier, query(12, "0000"));
        assertThat(options(carrier, 12, "0000").containsKey(12)).isEqualTo(block > 0);
        assertThat(block == 0 ? 0 : reply.length % block).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // octets of both cookies, response code
        "0, 1",
        "7, 1",
        "8, 0",
        "9, 1",
        "15, 1",
        "16, 0",
        "24, 0",
        "40, 0",
        "41, 1"
    })
    void cookiesHaveTheirLengths(int octets, int rcode) {
        Message reply = parsed(Carrier.UDP, query(10, "00".repeat(octets)));
        assertThat(reply.getRcode()).isEqualTo(rcode);
        assertThat(reply.getOPT().getOptions(10)).hasSize(rcode == Rcode.NOERROR ? 1 : 0);
    }

    @Test
    void aClientCookieIsAnsweredWithOursAndThatIsValid() {
        String cookies = options(Carrier.UDP, 10, CLIENT_COOKIE).get(10);
        assertThat(cookies).hasSize(48).startsWith(CLIENT_COOKIE + "01000000");
        assertThat(options(Carrier.TCP, 10, String.valueOf(cookies))).containsKey(10);
    }

    @ParameterizedTest
    @EnumSource(Carrier.class)
    void aCookieCanBeAskedForAlone(Carrier carrier) throws IOException {
        byte[] query = Packet.header(0, 0, 0, 0, 1)
                .opt(1232, 0, 0, 12)
                .u16(10)
                .u16(8)
                .octets(HEX.parseHex(CLIENT_COOKIE))
                .bytes();
        Message reply = new Message(server.respond(query, CLIENT, carrier));
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getSection(org.xbill.DNS.Section.QUESTION)).isEmpty();
        assertThat(read(reply).get(10)).hasSize(48).startsWith(CLIENT_COOKIE);
    }

    @Test
    void ofTwoCookiesTheFirstCounts() throws IOException {
        byte[] query = Packet.query("www.apps.example.com", Wire.A, 1)
                .opt(1232, 0, 0, 24)
                .u16(10)
                .u16(8)
                .octets(HEX.parseHex(CLIENT_COOKIE))
                .u16(10)
                .u16(8)
                .octets(HEX.parseHex("ff".repeat(8)))
                .bytes();
        assertThat(read(new Message(server.respond(query, CLIENT, Carrier.UDP))).get(10))
                .startsWith(CLIENT_COOKIE);
    }

    @ParameterizedTest
    @CsvSource({
        // name, type, extended error
        "elsewhere.example, A, 0014" + "6e6f207a6f6e65206f66207468697320736572766572",
        "www.apps.example.com, AXFR, 0012" + "6e6f207a6f6e65207472616e7366657273",
        "www.apps.example.com, MAILB, 0015"
    })
    void refusalsSayWhy(String name, String type, String error) {
        Message query = TestServer.query(name, type);
        query.addRecord(new org.xbill.DNS.OPTRecord(1232, 0, 0), org.xbill.DNS.Section.ADDITIONAL);
        assertThat(read(parsed(Carrier.UDP, query.toWire()))).containsEntry(15, error);
    }

    /** Else a forger could have it sent at the rate of responses, when nothing is left of the octets. */
    @ParameterizedTest
    @CsvSource({"true, 0", "true, 8", "false, 8"})
    void aboveTheLimitTheIdentityIsNotTold(boolean question, int cookie) throws IOException {
        Packet packet = question ? Packet.query("www.apps.example.com", Wire.A, 1) : Packet.header(0, 0, 0, 0, 1);
        packet.opt(1232, 0, 0, cookie == 0 ? 4 : 8 + cookie).u16(3).u16(0);
        if (cookie > 0) {
            packet.u16(10).u16(cookie).octets(new byte[cookie]);
        }
        byte[] query = packet.bytes();
        List<Boolean> told = new ArrayList<>();
        for (int i = 0; i < 2 * RateLimitOptions.DEFAULT.responses(); i++) {
            byte[] reply = server.respond(query, CLIENT, Carrier.UDP);
            if (reply.length > 0) {
                told.add(read(new Message(reply)).containsKey(3));
            }
        }
        assertThat(told.get(0)).isTrue();
        assertThat(told.get(told.size() - 1)).isFalse();
    }

    @Test
    void withoutEdnsThereAreNoOptions() {
        assertThat(parsed(
                                Carrier.TLS,
                                Packet.query("elsewhere.example", Wire.A, 0).bytes())
                        .getOPT())
                .isNull();
    }

    private Map<Integer, String> options(Carrier carrier, int code, String data) {
        return options(server, carrier, code, data);
    }

    private static Map<Integer, String> options(TestServer server, Carrier carrier, int code, String data) {
        return read(parsed(server.respond(query(code, data), CLIENT, carrier)));
    }

    private Message parsed(Carrier carrier, byte[] query) {
        return parsed(respond(carrier, query));
    }

    private byte[] respond(Carrier carrier, byte[] query) {
        return server.respond(query, CLIENT, carrier);
    }

    private static Message parsed(byte[] reply) {
        try {
            return new Message(reply);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Each option's data in hexadecimal, by its code. */
    private static Map<Integer, String> read(Message reply) {
        return reply.getOPT().getOptions().stream()
                .collect(Collectors.toMap(EDNSOption::getCode, option -> data(option.toWire())));
    }

    private static String data(byte[] option) {
        return HEX.formatHex(option, 4, option.length);
    }

    private static String hex(String text) {
        return HEX.formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] query(int code, String data) {
        byte[] octets = HEX.parseHex(data);
        return Packet.query("www.apps.example.com", Wire.A, 1)
                .opt(1232, 0, 0, octets.length + 4)
                .u16(code)
                .u16(octets.length)
                .octets(octets)
                .bytes();
    }
}
