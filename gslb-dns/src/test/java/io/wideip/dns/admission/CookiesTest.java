package io.wideip.dns.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wideip.dns.address.ClientAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CookiesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String SECRET = "e5e973e5a6b2a43f48e7dc849e37bfcf";
    private static final String OLD = "dd3bdf9344b678b185a6f5cb60fca715";
    private static final String NEW = "445536bcd2513298075a5d379663c962";
    private static final String LEARNT = "2464c4abcf10c957010000005cf79f111f8130c3eee29480";
    private static final int LEARNT_AT = 1559731985;
    private static final String CLIENT = "198.51.100.100";

    /** All of RFC 9018 appendix A. */
    @ParameterizedTest
    @CsvSource({
        SECRET + ", 198.51.100.100, 2464c4abcf10c957, 1559731985, 010000005cf79f111f8130c3eee29480",
        SECRET + ", 198.51.100.100, 2464c4abcf10c957, 1559734385, 010000005cf7a871d4a564a1442aca77",
        SECRET + ", 203.0.113.203, fc93fc62807ddb86, 1559734700, 010000005cf7a9acf73a7810aca2381e",
        OLD + ", 2001:db8:220:1:59de:d0f4:8769:82b8, 22681ab97d52c298, 1559741817, 010000005cf7c57926556bd0934c72f8",
        NEW + ", 2001:db8:220:1:59de:d0f4:8769:82b8, 22681ab97d52c298, 1559741961, 010000005cf7c609a6bb79d16625507a"
    })
    void writesTheVectorsOfTheRfc(String secret, String address, String client, int now, String server) {
        byte[] into = new byte[30];
        ClientAddress from = Address.of(address);
        byte[] message = HEX.parseHex("ffff" + client);
        cookies(secret).write(message, 2, from, into, 7, now);
        assertThat(HEX.formatHex(into)).isEqualTo("00".repeat(7) + server + "00".repeat(7));
        assertThat(isValid(cookies(secret), client + server, address, now)).isTrue();
    }

    @Test
    void acceptsTheVectorsThatClientsOfTheRfcSend() {
        assertThat(isValid(cookies(SECRET), LEARNT, CLIENT, 1559734385)).isTrue();
        // Reserved octets that are set are part of what is signed. In the RFC it is nearly two hours old, and renewed.
        String reserved = "fc93fc62807ddb8601abcdef5cf78f71a314227b6679ebf5";
        assertThat(isValid(cookies(SECRET), reserved, "203.0.113.203", 1559727985))
                .isTrue();
        String rolled = "22681ab97d52c298010000005cf7c57926556bd0934c72f8";
        assertThat(isValid(cookies(NEW, OLD), rolled, "2001:db8:220:1:59de:d0f4:8769:82b8", 1559741961))
                .isTrue();
        assertThat(isValid(cookies(NEW), rolled, "2001:db8:220:1:59de:d0f4:8769:82b8", 1559741961))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "3600, true", "3601, false", "-300, true", "-301, false", "-2147483648, false"})
    void holdsForAnHourAndFiveMinutesAhead(int age, boolean valid) {
        assertThat(isValid(cookies(SECRET), LEARNT, CLIENT, LEARNT_AT + age)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({"-10, 20", "0x7ffffff0, 0x80000010", "20, -10"})
    void holdsWhereTheClockWraps(String given, String asked) {
        ClientAddress from = Address.of(CLIENT);
        byte[] message = HEX.parseHex(LEARNT);
        int signed = Long.decode(given).intValue();
        cookies(SECRET).write(message, 0, from, message, 8, signed);
        int now = Long.decode(asked).intValue();
        assertThat(isValid(cookies(SECRET), HEX.formatHex(message), CLIENT, now))
                .isTrue();
    }

    @Test
    void aBitMoreOrLessIsAnotherCookie() {
        byte[] learnt = HEX.parseHex(LEARNT);
        for (int bit = 0; bit < 8 * learnt.length; bit++) {
            byte[] forged = learnt.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isValid(cookies(SECRET), HEX.formatHex(forged), CLIENT, LEARNT_AT))
                    .as("bit %d", bit)
                    .isFalse();
        }
        assertThat(isValid(cookies(SECRET), LEARNT, "198.51.100.101", LEARNT_AT))
                .isFalse();
        assertThat(isValid(cookies(NEW), LEARNT, CLIENT, LEARNT_AT)).isFalse();
    }

    @Test
    void onlySixteenOctetsAreAServerCookieOfOurs() {
        byte[] message = HEX.parseHex(LEARNT + "00".repeat(16));
        ClientAddress from = Address.of(CLIENT);
        for (int length = 0; length <= 40; length++) {
            assertThat(cookies(SECRET).isValid(message, 0, length, from, LEARNT_AT))
                    .isEqualTo(length == 24);
        }
    }

    @Test
    void randomSecretsDiffer() throws Exception {
        SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
        random.setSeed(1);
        ClientAddress from = Address.of(CLIENT);
        byte[] message = HEX.parseHex(LEARNT);
        Cookies own = Cookies.random(random);
        own.write(message, 0, from, message, 8, LEARNT_AT);
        assertThat(isValid(own, HEX.formatHex(message), CLIENT, LEARNT_AT)).isTrue();
        assertThat(isValid(Cookies.random(random), HEX.formatHex(message), CLIENT, LEARNT_AT))
                .isFalse();
    }

    @Test
    void needsSecretsOfSixteenOctets() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cookies(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cookies(List.of(new byte[15])))
                .withMessageContaining("15 octets");
    }

    private static Cookies cookies(String... secrets) {
        return new Cookies(List.of(secrets).stream().map(HEX::parseHex).toList());
    }

    private static boolean isValid(Cookies cookies, String cookie, String address, int now) {
        ClientAddress from = Address.of(address);
        byte[] message = HEX.parseHex("00" + cookie + "00");
        return cookies.isValid(message, 1, cookie.length() / 2, from, now);
    }
}
