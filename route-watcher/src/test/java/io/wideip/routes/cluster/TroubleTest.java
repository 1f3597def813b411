package io.wideip.routes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

final class TroubleTest {
    private final List<String> lines = new ArrayList<>();
    private final Logger log = (Logger) Proxy.newProxyInstance(
            Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                Object[] values = arguments.length == 2 && arguments[1] instanceof Object[] many
                        ? many
                        : new Object[] {arguments[1], arguments[2]};
                lines.add(method.getName() + " "
                        + MessageFormatter.arrayFormat((String) arguments[0], values)
                                .getMessage());
                return null;
            });
    private final Trouble trouble = new Trouble("east-1", "Routes", log);

    @Test
    void tellsOfEachKindOnceAndOfItsEndOnce() {
        trouble.ends();
        trouble.begins(new ApiException(Failure.CONNECTION, "no connection"));
        trouble.begins(new ApiException(Failure.CONNECTION, "no connection, again"));
        trouble.begins(new ApiException(Failure.FORBIDDEN, "the API does not allow to list Routes"));
        trouble.begins(new ApiException(Failure.CONNECTION, "no connection, once more"));
        trouble.ends();
        trouble.ends();
        trouble.begins(new ApiException(Failure.CONNECTION, "no connection"));
        assertThat(lines)
                .containsExactly(
                        "warn cluster east-1: its Routes can't be followed, what is known stays: no connection",
                        "warn cluster east-1: its Routes can't be followed, what is known stays:"
                                + " the API does not allow to list Routes",
                        "info cluster east-1: its Routes are followed again",
                        "warn cluster east-1: its Routes can't be followed, what is known stays: no connection");
    }
}
