package io.wideip.routes.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container of a pod, as far as checks need it.
 *
 * @param ports that it declares
 * @param readiness what the kubelet asks it; null for nothing
 */
public record PodContainer(
        String name, List<Port> ports, @Nullable ContainerProbe readiness) {

    /**
     * A port that the container declares.
     *
     * @param name empty where it has none
     */
    public record Port(String name, int number) {}

    /** The number of a port that is written as a number or as one of this container's names; null for one that it does not have. */
    public @Nullable Integer port(String written) {
        Integer number = number(written);
        if (number != null) {
            return number;
        }
        return ports.stream()
                .filter(port -> port.name().equals(written))
                .map(Port::number)
                .findFirst()
                .orElse(null);
    }

    boolean declares(int number) {
        return ports.stream().anyMatch(port -> port.number() == number);
    }

    /** Null for what is a name: a name of a port has a letter. */
    static @Nullable Integer number(String written) {
        boolean isNumber =
                !written.isEmpty() && written.length() <= 5 && written.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.valueOf(written) : null;
    }
}
