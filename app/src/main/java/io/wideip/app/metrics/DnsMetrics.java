package io.wideip.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wideip.dns.admission.RateLimit.Judgement;
import io.wideip.dns.answer.Carrier;
import io.wideip.dns.answer.QueryCounts;
import io.wideip.dns.server.DnsServer;
import io.wideip.dns.server.connection.Ending;
import io.wideip.dns.server.tls.TlsCertificates;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.xbill.DNS.Rcode;

/** What the DNS server has done: queries, connections, secrets, certificates. */
final class DnsMetrics implements MeterBinder {
    private static final List<Integer> RCODES = List.of(
            Rcode.NOERROR,
            Rcode.FORMERR,
            Rcode.SERVFAIL,
            Rcode.NXDOMAIN,
            Rcode.NOTIMP,
            Rcode.REFUSED,
            Rcode.YXDOMAIN,
            Rcode.BADVERS,
            Rcode.BADCOOKIE);

    private final DnsServer dns;

    DnsMetrics(DnsServer dns) {
        this.dns = dns;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Carrier carrier : Carrier.values()) {
            queries(carrier, registry);
        }
        limits(registry);
        connections(registry);
        secrets(registry, "accepted", DnsServer::secretsAccepted);
        secrets(registry, "refused", DnsServer::secretsRefused);
        TlsCertificates certificates = dns.certificates();
        if (certificates != null) {
            certificates(certificates, registry);
        }
    }

    private void queries(Carrier carrier, MeterRegistry registry) {
        String transport = word(carrier);
        for (int rcode : RCODES) {
            count("wideip.dns.queries", "Queries answered", d -> sum(d, carrier, counts -> counts.replies(rcode)))
                    .tag("transport", transport)
                    .tag("rcode", Rcode.string(rcode))
                    .register(registry);
        }
        count(
                        "wideip.dns.clients.refused",
                        "Queries of clients whom the access list does not admit",
                        d -> sum(d, carrier, QueryCounts::refusedClients))
                .tag("transport", transport)
                .register(registry);
        count("wideip.dns.dropped", "Messages that got no reply", d -> sum(d, carrier, QueryCounts::dropped))
                .tag("transport", transport)
                .register(registry);
    }

    private void limits(MeterRegistry registry) {
        count(
                        "wideip.dns.truncated",
                        "Replies that said: ask again by TCP",
                        d -> sum(d, Carrier.UDP, QueryCounts::truncated))
                .register(registry);
        for (Judgement judgement : List.of(Judgement.DROP, Judgement.SLIP, Judgement.TRUNCATE)) {
            count(
                            "wideip.dns.limited",
                            "Replies that were above their client network's limit",
                            d -> sum(d, Carrier.UDP, counts -> counts.limited(judgement)))
                    .tag("action", word(judgement))
                    .register(registry);
        }
        count(
                        "wideip.dns.proxy.refusals",
                        "Datagrams without the PROXY header of a listed load balancer",
                        DnsServer::proxyRefusals)
                .register(registry);
        count(
                        "wideip.dns.receive.drops",
                        "Datagrams that the system dropped because the buffer of a socket was full",
                        DnsServer::receiveDrops)
                .register(registry);
    }

    private void connections(MeterRegistry registry) {
        Gauge.builder("wideip.dns.connections", dns, DnsServer::connections)
                .description("Connections open now, of all transports but UDP")
                .register(registry);
        count(
                        "wideip.dns.connections.accepted",
                        "Connections accepted",
                        d -> d.connectionCounts().accepted())
                .register(registry);
        for (Ending ending : Ending.values()) {
            count(
                            "wideip.dns.connections.ended",
                            "Connections that ended, by why",
                            d -> d.connectionCounts().ended(ending))
                    .tag("reason", word(ending).replace('_', '-'))
                    .register(registry);
        }
        count(
                        "wideip.dns.accept.failures",
                        "Times that the system had no connection to give",
                        d -> d.connectionCounts().acceptFailures())
                .register(registry);
    }

    private void secrets(MeterRegistry registry, String outcome, ToDoubleFunction<DnsServer> number) {
        count(
                        "wideip.dns.cookie.secrets.loads",
                        "Times the file of cookie secrets was read, by what became of it",
                        number)
                .tag("outcome", outcome)
                .register(registry);
    }

    private static void certificates(TlsCertificates certificates, MeterRegistry registry) {
        Gauge.builder(
                        "wideip.tls.certificate.expiry.timestamp.seconds",
                        certificates,
                        c -> c.expiry().getEpochSecond())
                .description("When the certificate in use ends, in seconds since 1970")
                .register(registry);
        loads(certificates, "accepted", TlsCertificates::accepted, registry);
        loads(certificates, "refused", TlsCertificates::refused, registry);
    }

    private static void loads(
            TlsCertificates certificates,
            String outcome,
            ToDoubleFunction<TlsCertificates> number,
            MeterRegistry registry) {
        FunctionCounter.builder("wideip.tls.certificate.loads", certificates, number)
                .description("Times the files of the certificate were read, by what became of it")
                .tag("outcome", outcome)
                .register(registry);
    }

    private FunctionCounter.Builder<DnsServer> count(
            String name, String description, ToDoubleFunction<DnsServer> number) {
        return FunctionCounter.builder(name, dns, number).description(description);
    }

    private static long sum(DnsServer dns, Carrier carrier, ToLongFunction<QueryCounts> number) {
        return dns.queryCounts(carrier).stream().mapToLong(number).sum();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
