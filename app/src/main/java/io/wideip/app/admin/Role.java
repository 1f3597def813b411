package io.wideip.app.admin;

/** What somebody may do; who may order may read, too. */
public enum Role {
    READ,
    OPERATE;

    boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
