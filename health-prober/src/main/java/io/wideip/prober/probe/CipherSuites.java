package io.wideip.prober.probe;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Which cipher suites checks speak: all that a library has but those that are no protection at all. */
final class CipherSuites {
    private static final Pattern NOT_MEANT =
            Pattern.compile("_(anon|NULL|EXPORT|RC4|DES|DES40|RC2|PSK|KRB5|SRP)_|PSK_");

    private CipherSuites() {}

    static List<String> meant(Collection<String> supported) {
        return supported.stream()
                .filter(suite ->
                        suite.startsWith("TLS_") && !NOT_MEANT.matcher(suite).find())
                .toList();
    }
}
