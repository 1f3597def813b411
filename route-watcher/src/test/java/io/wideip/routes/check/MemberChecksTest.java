package io.wideip.routes.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wideip.config.RouteLimits;
import io.wideip.routes.Route.Termination;
import io.wideip.routes.backend.ContainerProbe;
import io.wideip.routes.backend.ContainerProbe.HttpGet;
import io.wideip.routes.backend.ContainerProbe.Other;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemberChecksTest {
    private static final String PROBE_TIMES = " every 10s within 3s fall 3";
    private static final String REWRITE_TARGET = "haproxy.router.openshift.io/rewrite-target";

    @ParameterizedTest
    @CsvSource({
        "NONE, false, http :80 /ready 200-399",
        "EDGE, false, https :443 /ready 200-399",
        "REENCRYPT, true, https :443 /ready 200-399",
        "PASSTHROUGH, true, https :443 /ready 200-399",
    })
    void asksTheVipWhatTheKubeletAsks(Termination termination, boolean https, String expected) {
        CheckCase made = new CheckCase().termination(termination).probe(new HttpGet("/ready", "8080", https, false));

        assertThat(made.derived()).isEqualTo(expected + PROBE_TIMES);
        assertThat(made.problems()).isEmpty();
    }

    @Test
    void aHandshakeIsAllThatPassthroughTells() {
        assertThat(new CheckCase()
                        .termination(Termination.PASSTHROUGH)
                        .probe(new Other("tcpSocket"))
                        .derived())
                .isEqualTo("tls :443");
        assertThat(new CheckCase()
                        .termination(Termination.PASSTHROUGH)
                        .unknown("no right")
                        .why())
                .isEqualTo("tls :443: a handshake is all there is to ask: no right");
        assertThat(new CheckCase().termination(Termination.PASSTHROUGH).why())
                .isEqualTo(
                        "tls :443: a handshake is all there is to ask: the readiness probe of container web of Service"
                                + " shop/web speaks no TLS");
    }

    @Test
    void asksWhereTheVipListens() {
        assertThat(new CheckCase().ports(8080, 8443).derived()).startsWith("https :8443 ");
        assertThat(new CheckCase()
                        .ports(8080, 8443)
                        .termination(Termination.NONE)
                        .derived())
                .startsWith("http :8080 ");
        assertThat(new CheckCase()
                        .ports(8080, 8443)
                        .termination(Termination.PASSTHROUGH)
                        .unknown("")
                        .derived())
                .startsWith("tls :8443");
    }

    @ParameterizedTest
    @CsvSource({
        "/shop, /shop/ready, /shop/ready 200-399",
        "/shop, /ready, /shop 200-499",
        "'', ready, / 200-499",
        "'', /a b, / 200-499",
        "'', '/a\u00e4', / 200-499",
    })
    void asksAProbesPathOnlyWhereTheRouteLeadsThere(String routePath, String probePath, String expected) {
        assertThat(new CheckCase()
                        .path(routePath)
                        .probe(new HttpGet(probePath, "http", false, false))
                        .derived())
                .startsWith("https :443 " + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "EDGE, /, https :443 /shop/ready 200-399",
        "EDGE, /app, https :443 /shop 200-499",
        "EDGE, /\\1, https :443 /shop 200-499",
        // The router passes over it.
        "EDGE, nonsense, https :443 /shop 200-499",
        "PASSTHROUGH, /, https :443 /ready 200-399",
    })
    void undoesRewriteTarget(Termination termination, String target, String expected) {
        assertThat(new CheckCase()
                        .termination(termination)
                        .path("/shop")
                        .annotation(REWRITE_TARGET, target)
                        .probe(new HttpGet("/ready", "http", true, false))
                        .derived())
                .startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource({"tcpSocket", "exec", "grpc", "httpGet to another host"})
    void asksTheRoutesPathWhereAProbeIsNoRequest(String kind) {
        CheckCase made = new CheckCase().path("/shop").probe(new Other(kind));

        assertThat(made.derived()).isEqualTo("https :443 /shop 200-499");
        assertThat(made.why())
                .isEqualTo("https :443 /shop, status 200-499: the readiness probe of container web is " + kind);
    }

    @Test
    void asksTheRoutesPathWhereNothingIsKnown() {
        CheckCase made = new CheckCase().unknown("there is no right to read pods");

        assertThat(made.derived()).isEqualTo("https :443 / 200-499");
        assertThat(made.why()).isEqualTo("https :443 /, status 200-499: there is no right to read pods");
    }

    @Test
    void aRefusalCountsWhereTheProbeHasHeadersThatNobodyElseSends() {
        CheckCase made = new CheckCase().probe(new HttpGet("/ready", "http", false, true));

        assertThat(made.derived()).isEqualTo("https :443 /ready 200-499" + PROBE_TIMES);
        assertThat(made.why()).endsWith("asks it, with headers that a check does not send");
    }

    @Test
    void aRoutePathIsAskedForAsRequestsWriteIt() {
        assertThat(new CheckCase().path("/a b/é").unknown("").derived()).isEqualTo("https :443 /a%20b/%C3%A9 200-499");
    }

    @Test
    void aRoutePathThatNoRequestHasLeavesAHandshake() {
        assertThat(new CheckCase().path("/a#b").unknown("").derived()).isEqualTo("tls :443");
        CheckCase plain =
                new CheckCase().path("/a#b").termination(Termination.NONE).unknown("");
        assertThat(plain.derived()).isEqualTo("none");
        assertThat(plain.why()).isEqualTo("the Route's path can't be asked for");
        assertThat(plain.annotation("health-check-path", "/x").derived()).isEqualTo("http :80 /x 200-399");
    }

    @Test
    void aWildcardIsCheckedByTheRoutesOwnHost() {
        assertThat(new CheckCase().wideIp("*.example.com").derived())
                .startsWith("https :443 host www.apps.example.com /ready");
        assertThat(new CheckCase()
                        .wideIp("*.example.com")
                        .termination(Termination.PASSTHROUGH)
                        .unknown("")
                        .derived())
                .startsWith("tls :443 host www.apps.example.com");
        assertThat(new CheckCase().derived()).doesNotContain("host");
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1, 3, 1, every 10s within 3s fall 3",
        "1, 1, 1, 1, every 5s within 3s fall 2",
        "30, 8, 5, 2, every 30s within 8s fall 5 rise 2",
        "30, 60, 1000, 1000, every 30s within 10s fall 100 rise 100",
        "5, 9, 3, 1, every 5s within 5s fall 3",
        "1000000, 1, 3, 1, every 1h within 3s fall 3",
        "0, 0, 0, 0, every 5s within 3s fall 2",
        "-1, -1, -1, -1, every 5s within 3s fall 2",
        "2147483647, 2147483647, 2147483647, 1, every 1h within 10s fall 100",
    })
    void aProbesTimesAreForANetwork(int period, int timeout, int failures, int successes, String expected) {
        ContainerProbe probe =
                new ContainerProbe(new HttpGet("/ready", "http", false, false), period, timeout, failures, successes);
        CheckCase made = new CheckCase().probe(probe);

        assertThat(made.derived()).isEqualTo("https :443 /ready 200-399 " + expected);
        assertThat(made.problems()).isEmpty();
    }

    @Test
    void aProbesTimesKeepToTheLimits() {
        RouteLimits standard = RouteLimits.STANDARD;
        RouteLimits strict = new RouteLimits(
                standard.leastTtl(),
                standard.mostTtl(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                standard.mostAnswers());

        assertThat(new CheckCase().limits(strict).derived()).endsWith(" every 20s within 2s fall 3");
    }

    @Test
    void tellsWhereEachValueComesFrom() {
        DerivedCheck derived = new CheckCase()
                .annotation("health-check-interval", "30")
                .annotation("health-check-port", "8443")
                .derive();

        assertThat(new TreeMap<>(derived.origins()))
                .hasToString("{expect.status=" + probeOrigin() + ", fall=" + probeOrigin() + ", interval="
                        + "cluster east-1, Route shop/web, annotation wideip.io/health-check-interval, path="
                        + probeOrigin()
                        + ", port=cluster east-1, Route shop/web, annotation wideip.io/health-check-port"
                        + ", timeout=" + probeOrigin() + ", type=cluster east-1, Route shop/web, spec.tls}");
    }

    private static String probeOrigin() {
        return "cluster east-1, Route shop/web, the readiness probe of container web of Service shop/web";
    }
}
