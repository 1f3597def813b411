package io.wideip.app.api;

/** Why an operation gives no result. The message says what is wrong, and the mend. */
public final class OperationFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private OperationFailure(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** What is asked can't be understood. */
    public static OperationFailure invalid(String message) {
        return new OperationFailure(400, "invalid", message);
    }

    /** What is asked for is not there. */
    public static OperationFailure notFound(String message) {
        return new OperationFailure(404, "notFound", message);
    }

    /** An order that must not be carried out as things stand. */
    public static OperationFailure refused(String message) {
        return new OperationFailure(409, "refused", message);
    }

    /** Not now. */
    public static OperationFailure notReady(String message) {
        return new OperationFailure(503, "notReady", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
