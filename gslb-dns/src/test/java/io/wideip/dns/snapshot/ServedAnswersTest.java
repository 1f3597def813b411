package io.wideip.dns.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wideip.config.CatalogChange;
import io.wideip.config.DomainName;
import io.wideip.config.standing.TargetStatus;
import io.wideip.dns.TestCatalog;
import io.wideip.dns.TestServer;
import io.wideip.dns.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServedAnswersTest {
    private static final DomainName SHOP = new DomainName("shop.apps.example.com");
    private static final Asker ANYWHERE = new Asker.ClientsLike(TestCatalog.address("203.0.113.1"));

    @Test
    void tellsTheSharesOfDraws() {
        Snapshot snapshot = snapshot(site().wideIp(SHOP.text(), "weighted", "east=80", "west=20", "north=0"));
        List<ReplyShare> shares = new ServedAnswers(snapshot).of(SHOP, Wire.A, ANYWHERE);
        assertThat(shares)
                .extracting(share -> shown(snapshot, share))
                .containsExactly("[shop.apps.example.com 30 A 192.0.2.1]", "[shop.apps.example.com 30 A 192.0.2.2]");
        assertThat(shares.get(0).share()).isCloseTo(0.8, within(1e-9));
        assertThat(shares.get(1).share()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void tellsWhatALocationSees() {
        Snapshot snapshot =
                snapshot(site().prefer("10.0.0.0/8", "west").wideIp(SHOP.text(), "geo", "east", "west", "north"));
        ServedAnswers answers = new ServedAnswers(snapshot);
        List<ReplyShare> west = answers.of(SHOP, Wire.A, new Asker.Client(TestCatalog.address("10.1.1.1")));
        assertThat(west)
                .extracting(share -> shown(snapshot, share))
                .containsExactly("[shop.apps.example.com 30 A 192.0.2.2]");
        assertThat(west.get(0).scope()).isEqualTo(8);
        assertThat(answers.of(SHOP, Wire.A, ANYWHERE))
                .extracting(share -> shown(snapshot, share))
                .containsExactly("[shop.apps.example.com 30 A 192.0.2.1]");
    }

    @Test
    void aHashIsSharedByItsBuckets() {
        Snapshot snapshot = snapshot(site().wideIp(SHOP.text(), "hash", "east=3", "west=1"));
        ServedAnswers answers = new ServedAnswers(snapshot);
        List<ReplyShare> all = answers.of(SHOP, Wire.A, ANYWHERE);
        assertThat(all.get(0).share()).isCloseTo(0.75, within(0.03)).isNotEqualTo(0.75);
        assertThat(all.get(0).share() + all.get(1).share()).isCloseTo(1, within(1e-9));
        assertThat(answers.of(SHOP, Wire.A, new Asker.Client(ANYWHERE.address())))
                .hasSize(1);
    }

    @Test
    void comparesRepliesOfTwoCatalogs() {
        ServedAnswers before =
                new ServedAnswers(snapshot(site().wideIp(SHOP.text(), "weighted", "east=80", "west=20")));
        ServedAnswers reworded =
                new ServedAnswers(snapshot(site().wideIp(SHOP.text(), "weighted", "west=1", "east=4")));
        ServedAnswers changed =
                new ServedAnswers(snapshot(site().wideIp(SHOP.text(), "weighted", "east=81", "west=20")));
        DomainName missing = new DomainName("none.apps.example.com");
        assertThat(areAlike(before, reworded, SHOP)).isTrue();
        assertThat(areAlike(before, changed, SHOP)).isFalse();
        // The serial of its SOA is another, and that counts for nothing.
        assertThat(areAlike(before, changed, missing)).isTrue();
    }

    @Test
    void aNameOfNoZoneHasNoAnswer() {
        ServedAnswers answers = new ServedAnswers(snapshot(site()));
        assertThat(answers.of(new DomainName("www.example.net"), Wire.A, ANYWHERE))
                .isEmpty();
    }

    private static boolean areAlike(ServedAnswers one, ServedAnswers other, DomainName name) {
        return ReplyShare.areAlike(one.of(name, Wire.A, ANYWHERE), other.of(name, Wire.A, ANYWHERE));
    }

    private static String shown(Snapshot snapshot, ReplyShare share) {
        return new ServedAnswers(snapshot)
                .show(SHOP, Wire.A, share.reply())
                .answers()
                .toString();
    }

    private static TestCatalog site() {
        return new TestCatalog()
                .zone("apps.example.com", "")
                .vip("east", "east", "192.0.2.1")
                .vip("west", "west", "192.0.2.2")
                .vip("north", "north", "192.0.2.3");
    }

    private static Snapshot snapshot(TestCatalog catalog) {
        SnapshotCompiler compiler = new SnapshotCompiler(target -> TargetStatus.NEVER_JUDGED, TestServer.NAME_HASH);
        compiler.catalog(CatalogChange.between(null, catalog.build()));
        return compiler.current();
    }
}
