package io.wideip.app;

import java.util.List;

/** The server can't start, for reasons that people can mend. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    public StartFailure(List<String> reasons) {
        super(String.join("\n", reasons));
        this.reasons = List.copyOf(reasons);
    }

    public StartFailure(String reason, Throwable cause) {
        super(reason, cause);
        this.reasons = List.of(reason);
    }

    /** One per line, for people. */
    public List<String> reasons() {
        return reasons;
    }
}
