package io.wideip.app.command;

import io.wideip.app.client.ClientTrust;
import io.wideip.app.client.ServerAddress;
import io.wideip.app.client.ServerReply;
import io.wideip.app.client.ServerRequest;
import io.wideip.app.client.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The servers that a command is for. */
class AtOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--at",
            paramLabel = "ADDRESS",
            description =
                    "A server: unix:PATH, https://HOST:PORT, or http://127.0.0.1:PORT for reading. May be given several times. "
                            + "If not given, $" + ServerAddress.VARIABLE + ", else " + ServerAddress.DEFAULT
                            + ". HTTPS sends the token in $"
                            + ClientTrust.TOKEN
                            + ", or shows the certificate of --cert, and trusts the certificates in the file $"
                            + ClientTrust.CA + ".")
    private List<String> at = new ArrayList<>();

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "The certificate of who asks, in PEM, shown over HTTPS. If not given, $"
                    + ClientTrust.CERTIFICATE + ".")
    private @Nullable Path certificate;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Its private key. If not given, $" + ClientTrust.KEY + ".")
    private @Nullable Path key;

    final boolean isGiven() {
        return !at.isEmpty();
    }

    /** Asks all of them, and waits for all. */
    final <T> ServerReplies<T> ask(ServerRequest request, Class<T> type, Duration patience) {
        try (Servers servers = open(patience)) {
            List<ServerReply<T>> replies = servers.ask(request, type);
            return new ServerReplies<>(replies);
        }
    }

    /** To ask them more than once. */
    final Servers open(Duration patience) {
        try {
            return new Servers(
                    ServerAddress.of(at, System.getenv()), ClientTrust.of(System.getenv(), certificate, key), patience);
        } catch (IllegalArgumentException malformed) {
            throw new ParameterException(command.commandLine(), String.valueOf(malformed.getMessage()), malformed);
        }
    }
}
