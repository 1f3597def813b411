package io.wideip.app.admin;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Who a connection is from, by the certificate that TLS has verified. */
final class ClientCertificate {
    /** RFC 5280 section 4.2.1.6: mail address, DNS name, URI. */
    private static final Set<Integer> NAMES = Set.of(1, 2, 6);

    private ClientCertificate() {}

    /** The names in it; empty where there is no certificate, or it has ended since the handshake. */
    static List<String> subjects(Channel connection) {
        SslHandler tls = connection.pipeline().get(SslHandler.class);
        if (tls == null) {
            return List.of();
        }
        try {
            Certificate[] chain = tls.engine().getSession().getPeerCertificates();
            if (chain[0] instanceof X509Certificate own) {
                own.checkValidity();
                return subjects(own);
            }
        } catch (SSLPeerUnverifiedException | CertificateException none) {
            // As a client without one.
        }
        return List.of();
    }

    /** The alternative names; where it has none, the common name (RFC 6125 section 6.4.4). */
    static List<String> subjects(X509Certificate certificate) throws CertificateException {
        List<String> subjects = new ArrayList<>();
        if (certificate.getSubjectAlternativeNames() != null) {
            for (List<?> name : certificate.getSubjectAlternativeNames()) {
                if (name.get(0) instanceof Integer type && NAMES.contains(type)) {
                    subjects.add(String.valueOf(name.get(1)));
                }
            }
        }
        String common = commonName(certificate);
        return subjects.isEmpty() && common != null ? List.of(common) : subjects;
    }

    private static @Nullable String commonName(X509Certificate certificate) {
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return String.valueOf(part.getValue());
                }
            }
        } catch (InvalidNameException none) {
            // Then there is no such name.
        }
        return null;
    }
}
