package io.wideip.config.standing;

import static io.wideip.config.standing.MemberState.APPLICATION_DOWN;
import static io.wideip.config.standing.MemberState.AVAILABLE;
import static io.wideip.config.standing.MemberState.DRAINED;
import static io.wideip.config.standing.MemberState.VIP_DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wideip.config.Datacenter;
import io.wideip.config.DomainName;
import io.wideip.config.Glob;
import io.wideip.config.HealthCheck;
import io.wideip.config.Member;
import io.wideip.config.PolicyOptions;
import io.wideip.config.Vip;
import io.wideip.config.WhenAllDown;
import io.wideip.config.WideIp;
import io.wideip.config.WideIpSettings;
import io.wideip.config.WideIps;
import io.wideip.config.standing.StandingSummary.MembersKey;
import io.wideip.config.standing.StandingSummary.Served;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StandingsTest {
    private static final PolicyOptions POLICY = () -> "round-robin";
    private static final HealthCheck ROUTER = check("router", null);
    private static final HealthCheck OWN = check("app", null);
    private static final HealthCheck READY = check("ready", null);
    private static final HealthCheck FIXED = check("fixed", "check.example.net");
    private static final Vip EAST = vip("east", 10, ROUTER);
    private static final Vip WEST = vip("west", 20, ROUTER);

    private final Set<Target> down = new HashSet<>();
    private boolean fails;
    private final Standings standings = new Standings(this::status);
    private final Outdated outdated = new Outdated();
    private WideIps wideIps = WideIps.NONE;

    @Test
    void wideIpsThatStandAlikeAreInOneConstellation() {
        Constellation a = add("a", settings(null, EAST, WEST));
        Constellation b = add("b", settings(null, EAST, WEST));
        Constellation c = add("c", settings(null, WEST, EAST));

        assertThat(a).isSameAs(b).isNotSameAs(c);
        assertThat(states(a)).containsExactly(AVAILABLE, AVAILABLE);
    }

    @Test
    void aVipsVerdictOutdatesConstellationsNotWideIps() {
        Constellation a = add("a", settings(null, EAST, WEST));
        Constellation other = add("b", settings(null, WEST));

        refresh(true, target(EAST, ROUTER, null));

        assertThat(outdated.constellations).containsOnlyKeys(a);
        assertThat(outdated.wideIps).isEmpty();
        assertThat(states(a)).containsExactly(VIP_DOWN, AVAILABLE);
        assertThat(states(other)).containsExactly(AVAILABLE);
    }

    @Test
    void anApplicationsVerdictMovesItsWideIpAlone() {
        WideIpSettings settings = settings(OWN, EAST, WEST);
        Constellation before = add("a", settings);
        add("b", settings);

        refresh(true, target(WEST, OWN, "a.example.com"));

        assertThat(outdated.wideIps).containsOnlyKeys(name("a"));
        assertThat(outdated.constellations).isEmpty();
        assertThat(states(standings.constellation(name("a"), settings))).containsExactly(AVAILABLE, APPLICATION_DOWN);
        assertThat(standings.constellation(name("b"), settings)).isSameAs(before);

        refresh(false, target(WEST, OWN, "a.example.com"));
        assertThat(standings.constellation(name("a"), settings)).isSameAs(before);
    }

    @Test
    void aConstellationThatItsLastWideIpLeavesIsUnused() {
        WideIpSettings settings = settings(OWN, EAST, WEST);
        Constellation left = add("a", settings);

        refresh(true, target(WEST, OWN, "a.example.com"));

        assertThat(left.isUnused()).isTrue();
        assertThat(standings.constellation(name("a"), settings).isUnused()).isFalse();
    }

    @Test
    void anApplicationThatAllAskForByOneNameIsSharedByAll() {
        Constellation a = add("a", settings(FIXED, EAST));
        add("b", settings(FIXED, EAST));

        refresh(true, target(EAST, FIXED, "check.example.net"));

        assertThat(outdated.constellations).containsOnlyKeys(a);
        assertThat(states(a)).containsExactly(APPLICATION_DOWN);
    }

    @Test
    void aVerdictThatChangesNothingOutdatesNothing() {
        add("a", settings(OWN, EAST));
        refresh(false, target(EAST, ROUTER, null), target(EAST, OWN, "a.example.com"));
        refresh(true, target(WEST, ROUTER, null), target(EAST, OWN, "unknown.example.com"));

        assertThat(outdated.constellations).isEmpty();
        assertThat(outdated.wideIps).isEmpty();
    }

    /** They may be told of after a change took them away. */
    @Test
    void targetsThatNobodyHasOutdateNothing() {
        add("a", settings(OWN, EAST));
        refresh(
                true,
                new Target("2001:db8::1", ROUTER, "2001:db8::1"),
                new Target("192.0.2.10", FIXED, "Not/A/Name"),
                target(WEST, OWN, "a.example.com"));

        assertThat(outdated.constellations).isEmpty();
        assertThat(outdated.wideIps).isEmpty();
    }

    @Test
    void aWideIpThatComesLaterStandsAsItsTargetsDo() {
        add("a", settings(null, EAST));
        refresh(true, target(EAST, ROUTER, null), target(WEST, OWN, "b.example.com"));

        assertThat(states(add("b", settings(OWN, EAST, WEST)))).containsExactly(VIP_DOWN, APPLICATION_DOWN);
    }

    @Test
    void ordersForAllWideIpsOutdateConstellations() {
        Constellation a = add("a", settings(null, EAST, WEST));
        drain(Drain.ofDatacenter("dc-east"));

        assertThat(outdated.constellations).containsOnlyKeys(a);
        assertThat(outdated.wideIps).isEmpty();
        assertThat(states(a)).containsExactly(DRAINED, AVAILABLE);

        drain();
        assertThat(states(a)).containsExactly(AVAILABLE, AVAILABLE);
    }

    @Test
    void ordersForSomeWideIpsMoveExactlyThese() {
        WideIpSettings settings = settings(null, EAST, WEST);
        Constellation common = add("shop", settings);
        add("pay", settings);
        drain(new Drain(new Glob("shop.*"), null, "west"));

        assertThat(outdated.wideIps).containsOnlyKeys(name("shop"));
        assertThat(states(standings.constellation(name("shop"), settings))).containsExactly(AVAILABLE, DRAINED);
        assertThat(standings.constellation(name("pay"), settings)).isSameAs(common);
        assertThat(states(common)).containsExactly(AVAILABLE, AVAILABLE);
        assertThat(outdated.constellations).isEmpty();
        assertThat(add("shop2", settings)).isSameAs(common);

        drain();
        assertThat(standings.constellation(name("shop"), settings)).isSameAs(common);
    }

    @Test
    void anOrderWinsOverVerdicts() {
        Constellation a = add("a", settings(null, EAST));
        refresh(true, target(EAST, ROUTER, null));
        drain(Drain.ofVip("east"));

        assertThat(states(a)).containsExactly(DRAINED);
        outdated.constellations.clear();
        refresh(false, target(EAST, ROUTER, null));
        assertThat(outdated.constellations).as("nothing to be seen of it").isEmpty();
    }

    @Test
    void aMembersOwnCheckCountsInPlaceOfTheWideIps() {
        WideIpSettings settings = settings(OWN, new Member(EAST, 1, READY, false), new Member(WEST, 1));
        add("a", settings);
        add("b", settings);
        refresh(true, target(EAST, OWN, "a.example.com"), target(WEST, READY, "a.example.com"));
        assertThat(outdated.wideIps).isEmpty();

        refresh(true, target(EAST, READY, "a.example.com"));
        assertThat(outdated.wideIps).containsOnlyKeys(name("a"));
        assertThat(states(standings.constellation(name("a"), settings))).containsExactly(APPLICATION_DOWN, AVAILABLE);
        assertThat(states(standings.constellation(name("b"), settings))).containsExactly(AVAILABLE, AVAILABLE);

        refresh(true, target(WEST, OWN, "a.example.com"));
        assertThat(states(standings.constellation(name("a"), settings)))
                .containsExactly(APPLICATION_DOWN, APPLICATION_DOWN);
    }

    @Test
    void aMembersOwnCheckForOneNameIsSharedByAll() {
        WideIpSettings settings = settings(null, new Member(EAST, 1, FIXED, false), new Member(WEST, 1));
        Constellation a = add("a", settings);
        add("b", settings);
        refresh(true, target(EAST, FIXED, "check.example.net"), target(WEST, FIXED, "check.example.net"));

        assertThat(outdated.constellations).containsOnlyKeys(a);
        assertThat(states(a)).containsExactly(APPLICATION_DOWN, AVAILABLE);
    }

    /** Two VIPs may have one address; whose application fails is told by the check. */
    @Test
    void membersAtOneAddressStandByTheirOwnChecks() {
        WideIpSettings settings = settings(OWN, new Member(EAST, 1, READY, false), new Member(EAST, 1));
        add("a", settings);
        refresh(true, target(EAST, READY, "a.example.com"));
        assertThat(states(standings.constellation(name("a"), settings))).containsExactly(APPLICATION_DOWN, AVAILABLE);
    }

    @Test
    void aMemberThatIsDrainedByItsDefinitionStandsAsByAnOrder() {
        WideIpSettings settings = settings(OWN, new Member(EAST, 1, null, true), new Member(WEST, 1));
        Constellation a = add("a", settings);
        assertThat(states(a)).containsExactly(DRAINED, AVAILABLE);

        refresh(true, target(EAST, ROUTER, null));
        assertThat(outdated.constellations).as("nothing to be seen of it").isEmpty();
        drain(Drain.ofVip("east"));
        drain();
        assertThat(states(a)).containsExactly(DRAINED, AVAILABLE);
    }

    @Test
    void isSummedUp() {
        add("a", settings(null, EAST, WEST));
        add("b", settings(null, EAST, WEST));
        add("c", settings(OWN, WEST));
        add("d", settings(null, new Member(EAST, 1, null, true), new Member(WEST, 1)));
        refresh(true, target(EAST, ROUTER, null), target(WEST, OWN, "c.example.com"));

        StandingSummary summary = standings.summary(wideIps, 4);

        assertThat(summary.members())
                .isEqualTo(Map.of(
                        new MembersKey("dc-east", VIP_DOWN), 2,
                        new MembersKey("dc-east", DRAINED), 1,
                        new MembersKey("dc-west", AVAILABLE), 3,
                        new MembersKey("dc-west", APPLICATION_DOWN), 1));
        assertThat(summary.wideIps()).isEqualTo(Map.of(Served.BY_SOME, 2, Served.BY_NONE, 1, Served.BY_ALL, 1));
        assertThat(summary.byName()).hasSize(4);
        assertThat(summary.byName().get(name("a")))
                .isEqualTo(Map.of(new MembersKey("dc-east", VIP_DOWN), 1, new MembersKey("dc-west", AVAILABLE), 1));
        assertThat(standings.summary(wideIps, 3).byName())
                .as("more than asked for")
                .isEmpty();
        assertThat(standings.state(EAST)).isEqualTo(VipState.DOWN);
        assertThat(standings.state(WEST)).isEqualTo(VipState.UP);
        drain(Drain.ofDatacenter("dc-east"));
        assertThat(standings.state(EAST)).isEqualTo(VipState.DRAINED);
    }

    /** A member is as good as the best of its addresses. */
    @Test
    void aMemberWithSeveralAddressesCountsOnce() throws UnknownHostException {
        Vip both = new Vip(
                "both",
                EAST.datacenter(),
                List.of(InetAddress.getByName("192.0.2.10"), InetAddress.getByName("192.0.2.11")),
                null,
                ROUTER);
        add("a", settings(null, both));
        refresh(true, target(EAST, ROUTER, null));

        assertThat(standings.summary(wideIps, 9).members()).isEqualTo(Map.of(new MembersKey("dc-east", AVAILABLE), 1));
        assertThat(standings.state(both)).isEqualTo(VipState.PARTLY);
    }

    @Test
    void whatNobodyUsesIsForgotten() {
        WideIpSettings settings = settings(OWN, EAST);
        Constellation a = add("a", settings);
        Constellation b = add("b", settings);

        assertThat(remove("a", settings)).isSameAs(a).isSameAs(b);
        assertThat(a.isUnused()).isFalse();
        assertThat(remove("b", settings).isUnused()).isTrue();
        refresh(true, target(EAST, ROUTER, null), target(EAST, OWN, "a.example.com"));
        assertThat(outdated.constellations).isEmpty();
        assertThat(outdated.wideIps).isEmpty();
    }

    /** While nobody asks about a target, nobody hears of its verdicts. */
    @Test
    void aTargetThatComesBackIsAskedAbout() {
        WideIpSettings settings = settings(FIXED, EAST);
        add("a", settings);
        remove("a", settings);
        down.add(target(EAST, ROUTER, null));
        assertThat(states(add("a", settings))).containsExactly(VIP_DOWN);

        remove("a", settings);
        down.remove(target(EAST, ROUTER, null));
        down.add(target(EAST, FIXED, "check.example.net"));
        assertThat(states(add("a", settings))).containsExactly(APPLICATION_DOWN);
    }

    @Test
    void aTargetIsKeptForThoseThatStillUseIt() {
        WideIpSettings gone = settings(null, EAST, WEST);
        Constellation stays = add("a", settings(null, EAST));
        add("b", gone);
        remove("b", gone);

        refresh(true, target(EAST, ROUTER, null));

        assertThat(outdated.constellations).containsOnlyKeys(stays);
        assertThat(states(stays)).containsExactly(VIP_DOWN);
    }

    @Test
    void aVerdictThatCouldNotBeReadIsNewsAgain() {
        Constellation a = add("a", settings(null, EAST));
        fails = true;
        assertThatThrownBy(() -> refresh(true, target(EAST, ROUTER, null))).isInstanceOf(LinkageError.class);
        fails = false;
        refresh(true, target(EAST, ROUTER, null));

        assertThat(outdated.constellations).containsOnlyKeys(a);
    }

    /** It had come half-way when it threw: what it had done by then is done again, so that somebody hears of it. */
    @Test
    void ordersThatCouldNotBeTakenAreTakenWhole() {
        WideIpSettings settings = settings(null, EAST, WEST);
        Constellation a = add("a", settings);
        List<Drain> drains = List.of(Drain.ofVip("east"), new Drain(new Glob("a.*"), null, "west"));
        Collection<Drain> failing = new AbstractCollection<>() {
            private int asked;

            @Override
            public Stream<Drain> stream() {
                if (++asked == 2) {
                    throw new LinkageError("thrown by the test");
                }
                return drains.stream();
            }

            @Override
            public Iterator<Drain> iterator() {
                return drains.iterator();
            }

            @Override
            public int size() {
                return drains.size();
            }
        };
        assertThatThrownBy(() -> standings.drain(failing, wideIps, outdated)).isInstanceOf(LinkageError.class);
        outdated.constellations.clear();
        standings.drain(failing, wideIps, outdated);

        assertThat(outdated.constellations).containsKey(a);
        assertThat(outdated.wideIps).containsOnlyKeys(name("a"));
        assertThat(states(standings.constellation(name("a"), settings))).containsExactly(DRAINED, DRAINED);
        drain();
        assertThat(states(standings.constellation(name("a"), settings))).containsExactly(AVAILABLE, AVAILABLE);
        assertThat(standings.constellation(name("a"), settings).isUnused()).isFalse();
    }

    private Constellation add(String label, WideIpSettings settings) {
        wideIps = wideIps.edit().put(name(label), settings).apply();
        return standings.add(name(label), settings);
    }

    private Constellation remove(String label, WideIpSettings settings) {
        wideIps = wideIps.edit().remove(name(label)).apply();
        return standings.remove(name(label), settings);
    }

    private void refresh(boolean isDown, Target... targets) {
        for (Target target : targets) {
            if (isDown) {
                down.add(target);
            } else {
                down.remove(target);
            }
        }
        standings.refresh(List.of(targets), wideIps, outdated);
    }

    private void drain(Drain... drains) {
        standings.drain(List.of(drains), wideIps, outdated);
    }

    private TargetStatus status(Target target) {
        if (fails) {
            throw new LinkageError("thrown by the test");
        }
        boolean isDown = down.contains(target);
        return new TargetStatus(isDown ? Verdict.DOWN : Verdict.UP, !isDown, "as the test says", Instant.EPOCH);
    }

    private static Target target(Vip vip, HealthCheck check, @Nullable String host) {
        String address = MemberAddress.of(new WideIp.Members(List.of(new Member(vip, 1))))
                .get(0)
                .text();
        return new Target(address, check, host == null ? address : host);
    }

    private static WideIpSettings settings(@Nullable HealthCheck check, Vip... vips) {
        return settings(check, Stream.of(vips).map(vip -> new Member(vip, 1)).toArray(Member[]::new));
    }

    private static WideIpSettings settings(@Nullable HealthCheck check, Member... members) {
        return new WideIpSettings(
                new DomainName("example.com"),
                POLICY,
                new WideIp.Members(List.of(members)),
                check,
                Duration.ofSeconds(30),
                1,
                new WhenAllDown.All());
    }

    private static DomainName name(String label) {
        return new DomainName(label + ".example.com");
    }

    private static Vip vip(String name, int last, HealthCheck check) {
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
            return new Vip(name, new Datacenter("dc-" + name), List.of(address), null, check);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static HealthCheck check(String name, @Nullable String host) {
        return new HealthCheck(name, () -> host, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 3, 1);
    }

    private static List<MemberState> states(Constellation constellation) {
        return constellation.standings().stream().map(MemberStanding::state).toList();
    }
}
