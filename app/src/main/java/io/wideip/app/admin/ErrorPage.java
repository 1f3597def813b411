package io.wideip.app.admin;

import io.wideip.app.admin.Pages.Page;
import io.wideip.app.json.JsonMapping;

/** The one shape of errors: {@code {"error": {"code": "...", "message": "what is wrong, and the mend"}}}. */
public record ErrorPage(Problem error) {
    /**
     * What is wrong.
     *
     * @param code one word for programs
     * @param message what is wrong, and the mend
     */
    public record Problem(String code, String message) {}

    public static Page of(int status, String code, String message) {
        return new Page(status, Page.JSON, JsonMapping.write(new ErrorPage(new Problem(code, message))));
    }
}
