package io.wideip.routes.backend;

import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPHeader;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Probe of Kubernetes. Its texts and numbers are as the API gives them, so whoever uses one checks it.
 *
 * @param period in seconds, as is the timeout; null for what is not given
 */
public record ContainerProbe(
        Action action,
        @Nullable Integer period,
        @Nullable Integer timeout,
        @Nullable Integer failures,
        @Nullable Integer successes) {

    /** What it does. */
    public sealed interface Action {}

    /**
     * A request.
     *
     * @param path begins with a slash
     * @param port a number, or the name of a port of its container
     * @param headers whether it has headers that the answer may depend on, other than Host
     */
    public record HttpGet(String path, String port, boolean https, boolean headers) implements Action {}

    /** What can't be asked through a router: {@code tcpSocket}, {@code exec}, {@code grpc}, or a request to another host. */
    public record Other(String kind) implements Action {}

    private static final Other NOTHING = new Other("no action");

    public static ContainerProbe of(Probe probe) {
        return new ContainerProbe(
                action(probe),
                probe.getPeriodSeconds(),
                probe.getTimeoutSeconds(),
                probe.getFailureThreshold(),
                probe.getSuccessThreshold());
    }

    private static Action action(Probe probe) {
        if (probe.getHttpGet() != null) {
            return httpGet(probe.getHttpGet());
        }
        if (probe.getTcpSocket() != null) {
            return new Other("tcpSocket");
        }
        if (probe.getExec() != null) {
            return new Other("exec");
        }
        return probe.getGrpc() != null ? new Other("grpc") : NOTHING;
    }

    private static Action httpGet(HTTPGetAction get) {
        if (get.getHost() != null && !get.getHost().isEmpty()) {
            return new Other("httpGet to another host");
        }
        String path = get.getPath() == null ? "" : get.getPath();
        List<HTTPHeader> headers = get.getHttpHeaders();
        return new HttpGet(
                path.startsWith("/") ? path : "/" + path,
                text(get.getPort()),
                "HTTPS".equals(get.getScheme()),
                headers != null && headers.stream().anyMatch(header -> !"host".equalsIgnoreCase(header.getName())));
    }

    /** Empty for nothing. */
    static String text(@Nullable IntOrString port) {
        Object value = port == null ? null : port.getValue();
        return value == null ? "" : value.toString();
    }
}
