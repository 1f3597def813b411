package io.wideip.dns.server.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One block of a PEM file (RFC 7468).
 *
 * @param label what is in it, for instance {@code CERTIFICATE}
 * @param text its lines between the boundaries
 */
record Pem(String label, String text) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    /**
     * All blocks, in their order; text around them is explanatory, and skipped.
     *
     * @throws IllegalArgumentException when one has no end
     */
    static List<Pem> blocks(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        List<Pem> blocks = new ArrayList<>();
        int at = text.indexOf(BEGIN);
        while (at >= 0) {
            int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
            String label = labelEnd < 0 ? "" : text.substring(at + BEGIN.length(), labelEnd);
            String end = "-----END " + label + DASHES;
            int bodyEnd = labelEnd < 0 ? -1 : text.indexOf(end, labelEnd);
            if (bodyEnd < 0) {
                throw new IllegalArgumentException("it ends amid a block: is it half-written?");
            }
            blocks.add(new Pem(label, text.substring(labelEnd + DASHES.length(), bodyEnd)));
            at = text.indexOf(BEGIN, bodyEnd + end.length());
        }
        return blocks;
    }

    /** PKCS #8 says so in the label, what OpenSSL wrote before it in a header line. */
    boolean isEncrypted() {
        return label.startsWith("ENCRYPTED") || text.contains("ENCRYPTED");
    }

    /** @throws IllegalArgumentException when the text is not base64 */
    byte[] der() {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the text between its boundaries is not base64", e);
        }
    }
}
