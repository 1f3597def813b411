package io.wideip.e2e;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;

/** A 127.0.N.0/24 of its own, so that two runs on one machine never meet; the ports stay those of the example. */
public record LoopbackNetwork(int number) {
    private static final String OF_THE_EXAMPLE = "127.0.1.";

    /**
     * Finds one that nobody uses.
     *
     * @param listeners {@code host:port} that must be free by TCP and UDP, the host being the address's last part
     */
    public static LoopbackNetwork free(List<String> listeners) {
        int first = (int) (ProcessHandle.current().pid() % 250);
        return IntStream.range(0, 250)
                .map(i -> 1 + (first + i) % 250)
                .mapToObj(LoopbackNetwork::new)
                .filter(network -> listeners.stream().allMatch(network::isFree))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no 127.0.N.0/24 has all of these free: " + listeners + "; is this Linux?"));
    }

    public String address(int host) {
        return "127.0." + number + "." + host;
    }

    /** The example's text, moved to this network. */
    String adapt(String text) {
        return text.replace(OF_THE_EXAMPLE, "127.0." + number + ".");
    }

    private boolean isFree(String listener) {
        String[] parts = listener.split(":", 2);
        InetSocketAddress wanted =
                new InetSocketAddress(address(Integer.parseInt(parts[0])), Integer.parseInt(parts[1]));
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(null)) {
            tcp.bind(wanted);
            udp.bind(wanted);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
