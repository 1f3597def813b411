package io.wideip.dns.snapshot;

import io.wideip.dns.wire.Wire;

/**
 * The compiled answers of all wide IPs that have one shape and whose members stand alike.
 *
 * @param other to types besides A, AAAA and ANY that have no static record
 */
record WideIpAnswers(Answer a, Answer aaaa, Answer other, Answer any) {

    /** To a type of which there is no static record. */
    Answer answer(int type) {
        return switch (type) {
            case Wire.A -> a;
            case Wire.AAAA -> aaaa;
            case Wire.ANY -> any;
            default -> other;
        };
    }

    /** Whether every query gets the same. */
    boolean areAlike(WideIpAnswers others) {
        return AnswerComparison.areAlike(a, others.a)
                && AnswerComparison.areAlike(aaaa, others.aaaa)
                && AnswerComparison.areAlike(other, others.other)
                && AnswerComparison.areAlike(any, others.any);
    }

    /** One answer to whatever is asked, as an alias is (RFC 1034 section 3.6.2). */
    static WideIpAnswers ofAlias(Answer alias) {
        return new WideIpAnswers(alias, alias, alias, alias);
    }
}
