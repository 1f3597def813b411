package io.wideip.e2e.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server for all classes: started when the first needs it, ended with the last. */
final class RunningServer implements ParameterResolver {
    private static final ExtensionContext.Namespace SUITE = ExtensionContext.Namespace.create(RunningServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Server.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(SUITE).getOrComputeIfAbsent(Server.class, any -> start(), Server.class);
    }

    private static Server start() {
        try {
            return Server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
