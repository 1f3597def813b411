package io.wideip.app.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Ends logback's search for files that configure it, which took a tenth of a start: the program says how it logs. The tests have
 * such a file.
 */
public final class NoLogbackFile extends ContextAwareBase implements Configurator {
    private static final String OF_TESTS = "/logback-test.xml";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        return NoLogbackFile.class.getResource(OF_TESTS) == null
                ? ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY
                : ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
}
