package io.wideip.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SubjectTest {
    @Test
    void isTheModuleOrTheLastWord() {
        assertThat(Subject.of("io.wideip.prober.Prober")).isEqualTo("prober");
        assertThat(Subject.of("io.wideip.dns.server.DnsServer")).isEqualTo("dns");
        assertThat(Subject.of("io.wideip.config")).isEqualTo("config");
        assertThat(Subject.of("serve")).isEqualTo("serve");
        assertThat(Subject.of("io.netty.channel.AbstractChannel")).isEqualTo("AbstractChannel");
    }
}
