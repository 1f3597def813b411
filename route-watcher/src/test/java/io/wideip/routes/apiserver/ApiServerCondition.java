package io.wideip.routes.apiserver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks for the programs in the folder that {@code KUBEBUILDER_ASSETS} names. */
final class ApiServerCondition implements ExecutionCondition {
    private static final String VARIABLE = "KUBEBUILDER_ASSETS";
    private static final List<String> PROGRAMS = List.of("kube-apiserver", "etcd");
    private static final @Nullable String MISSING = missing();

    static {
        if (MISSING != null) {
            System.out.println("SKIPPED: " + MISSING);
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (MISSING == null) {
            return ConditionEvaluationResult.enabled("the programs are there");
        }
        if (System.getenv(VARIABLE) != null) {
            throw new IllegalStateException(MISSING);
        }
        return ConditionEvaluationResult.disabled(MISSING);
    }

    static Path program(String name) {
        return Path.of(Optional.ofNullable(System.getenv(VARIABLE)).orElse(""), name);
    }

    private static @Nullable String missing() {
        if (PROGRAMS.stream().map(ApiServerCondition::program).allMatch(Files::isExecutable)) {
            return null;
        }
        return "Tests with clusters need " + String.join(" and ", PROGRAMS) + ": set " + VARIABLE
                + " to a folder that has them (setup-envtest use -p path makes one)";
    }
}
