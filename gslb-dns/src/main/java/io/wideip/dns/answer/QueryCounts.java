package io.wideip.dns.answer;

import io.wideip.dns.admission.RateLimit.Judgement;
import io.wideip.dns.wire.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many queries one responder has answered, by response code, and by zone and type. One thread counts; any thread may read and sees each count a
 * moment late.
 */
public final class QueryCounts {
    /** Above the basic codes of the header only BADVERS and BADCOOKIE are ever given. */
    private static final int CODES = Wire.BADCOOKIE + 1;

    private static final int DROPPED = CODES;
    private static final int TRUNCATED = CODES + 1;
    private static final int REFUSED_CLIENT = CODES + 2;
    private static final int SLIPPED = CODES + 3;
    private static final int HELD_BACK = CODES + 4;
    private static final int CUT_SHORT = CODES + 5;

    private static final int QUESTIONS = CODES + 6;

    /** Zones with numbers from here on are counted together. */
    public static final int MOST_ZONES = 250;

    /** The types that are counted; all others are counted together. */
    public static final List<Integer> TYPES = List.of(
            Wire.A, Wire.AAAA, Wire.HTTPS, Wire.NS, Wire.SOA, Wire.TXT, Wire.CNAME, Wire.DS, Wire.SVCB, Wire.ANY);

    private static final int OTHER_TYPES = TYPES.size();
    private static final byte[] PLACES = places();

    private final AtomicLongArray counts = new AtomicLongArray(index(MOST_ZONES + 1, 0));

    /** Replies with this response code so far. */
    public long replies(int rcode) {
        return counts.get(rcode);
    }

    /**
     * Questions so far for names of a zone.
     *
     * @param zone its number, or {@link #MOST_ZONES} for all from there on
     * @param place of the type in {@link #TYPES}, or behind them for all others
     */
    public long questions(int zone, int place) {
        return counts.get(index(zone, place));
    }

    void countQuestion(int zone, int type) {
        count(index(Math.min(zone, MOST_ZONES), type < PLACES.length ? PLACES[type] : OTHER_TYPES));
    }

    private static int index(int zone, int place) {
        return QUESTIONS + zone * (OTHER_TYPES + 1) + place;
    }

    private static byte[] places() {
        byte[] places = new byte[Wire.ANY + 1];
        Arrays.fill(places, (byte) OTHER_TYPES);
        for (int place = 0; place < OTHER_TYPES; place++) {
            places[TYPES.get(place)] = (byte) place;
        }
        return places;
    }

    /** Messages that deserved no reply so far. */
    public long dropped() {
        return counts.get(DROPPED);
    }

    /** Replies so far that had to say "ask again by TCP". */
    public long truncated() {
        return counts.get(TRUNCATED);
    }

    /** Queries so far of clients that the listener's access list does not admit. */
    public long refusedClients() {
        return counts.get(REFUSED_CLIENT);
    }

    /** Replies so far that were above their client network's limit, by what the limit asked for: anything but an answer. */
    public long limited(Judgement judgement) {
        return counts.get(index(judgement));
    }

    void countReply(int rcode) {
        count(rcode);
    }

    /** For messages that reach no responder. */
    public void countDropped() {
        count(DROPPED);
    }

    void countTruncated() {
        count(TRUNCATED);
    }

    void countRefusedClient() {
        count(REFUSED_CLIENT);
    }

    void countLimited(Judgement judgement) {
        count(index(judgement));
    }

    private static int index(Judgement judgement) {
        return switch (judgement) {
            case ANSWER -> throw new IllegalArgumentException("an answer is within the limit");
            case SLIP -> SLIPPED;
            case DROP -> HELD_BACK;
            case TRUNCATE -> CUT_SHORT;
        };
    }

    /** With one writer, an ordered store is enough: no locked instruction for each query. */
    private void count(int index) {
        counts.lazySet(index, counts.getPlain(index) + 1);
    }
}
