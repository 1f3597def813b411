package io.wideip.dns.snapshot;

import io.wideip.config.PolicyOptions;
import io.wideip.config.WhenAllDown;
import io.wideip.dns.policy.Candidate;
import io.wideip.dns.policy.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Told what the compiler decides, so that it can be explained. Nobody looks on while it compiles what is served. */
interface CompilerObserver {
    CompilerObserver NONE = new CompilerObserver() {
        @Override
        public void allDown(WhenAllDown answered) {}

        @Override
        public void chosen(
                @Nullable Family family,
                @Nullable String pool,
                PolicyOptions policy,
                List<Candidate> candidates,
                Choice choice) {}
    };

    /** No member is available, and this is done. */
    void allDown(WhenAllDown answered);

    /**
     * A policy has chosen.
     *
     * @param family how the members are reached; null where it is decided by which kind to answer
     * @param pool whose members the candidates are; null for the wide IP's own pools or members
     */
    void chosen(
            @Nullable Family family,
            @Nullable String pool,
            PolicyOptions policy,
            List<Candidate> candidates,
            Choice choice);
}
