package io.wideip.app.drill;

/** Why a drill is not begun. The message says what is wrong, and the mend. */
public final class DrillFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public DrillFailure(String message) {
        super(message);
    }
}
