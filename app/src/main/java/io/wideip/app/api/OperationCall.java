package io.wideip.app.api;

import io.wideip.app.admin.Actor;
import io.wideip.app.json.JsonMapping;
import io.wideip.config.section.DidYouMean;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is given.
 *
 * @param path what stands in the places of the path's {@code {parameters}}
 * @param query likewise behind the question mark; only known ones
 * @param lastEventId up to which event the peer has them, where it resumes a stream; else null
 * @param body of the operation's type, {@link Operation#NO_BODY} where it takes none
 */
public record OperationCall<B>(
        Map<String, String> path,
        Map<String, String> query,
        B body,
        Actor actor,
        @Nullable String lastEventId) {
    /** In the place of a parameter of the path. */
    public String path(String parameter) {
        return path.getOrDefault(parameter, "");
    }

    /** Null where it is not given. */
    public @Nullable String query(String parameter) {
        return query.get(parameter);
    }

    /**
     * One that must be given.
     *
     * @throws OperationFailure where it is not
     */
    public String required(String parameter) throws OperationFailure {
        String value = query.get(parameter);
        if (value == null || value.isEmpty()) {
            throw OperationFailure.invalid("the parameter '" + parameter + "' is missing");
        }
        return value;
    }

    /**
     * One of an enum's words; null where it is not given.
     *
     * @throws OperationFailure where it is none of them
     */
    public <E extends Enum<E>> @Nullable E word(String parameter, Class<E> words) throws OperationFailure {
        String given = query.get(parameter);
        if (given == null) {
            return null;
        }
        List<E> all = List.of(words.getEnumConstants());
        for (E each : all) {
            if (JsonMapping.word(each).equals(given)) {
                return each;
            }
        }
        throw OperationFailure.invalid(DidYouMean.unknown(
                "value of '" + parameter + "'",
                given,
                all.stream().map(JsonMapping::word).toList()));
    }

    /**
     * A whole number; the standard where it is not given.
     *
     * @throws OperationFailure where it is no such number, or out of bounds
     */
    public int integer(String parameter, int least, int most, int standard) throws OperationFailure {
        String value = query.get(parameter);
        if (value == null) {
            return standard;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // As one out of bounds.
        }
        throw OperationFailure.invalid(
                "'" + parameter + "' is '" + value + "': write a whole number of " + least + " to " + most);
    }
}
