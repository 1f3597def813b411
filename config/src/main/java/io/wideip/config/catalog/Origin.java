package io.wideip.config.catalog;

/**
 * Where a value comes from: a place in a file, an annotation of an object in a cluster. Its {@link Object#toString} is for
 * people. Immutable.
 */
public interface Origin {
    /** Of a value that no source gives: the program's own default. */
    Origin BUILT_IN = new Origin() {
        @Override
        public String toString() {
            return "built-in default";
        }
    };
}
