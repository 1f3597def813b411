import io.wideip.dns.Mutations;
import io.wideip.dns.SampleQueries;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Prints every sample query, then mutated ones, a line of hexadecimal digits each. Started by {@code bench/same-answers}. */
final class Messages {
    private Messages() {}

    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: Messages COUNT SEED");
            System.exit(2);
        }
        HexFormat hex = HexFormat.of();
        SampleQueries.all().forEach(message -> System.out.println(hex.formatHex(message)));
        Mutations mutations = new Mutations(new SplittableRandom(Long.parseLong(args[1])));
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            System.out.println(hex.formatHex(mutations.next()));
        }
    }
}
