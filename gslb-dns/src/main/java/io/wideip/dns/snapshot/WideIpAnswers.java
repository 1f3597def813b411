package io.wideip.dns.snapshot;

/**
 * The compiled answers of all wide IPs that have one shape and whose members stand alike.
 *
 * @param other to types besides A and AAAA that have no static record
 */
record WideIpAnswers(Answer a, Answer aaaa, Answer other) {}
