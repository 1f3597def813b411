package io.wideip.config;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set of clients: all that are in one of its networks, or of whom a database says one of the others, without those that
 * {@code not} holds.
 *
 * @param subnets prefix blocks, IPv4 or IPv6
 * @param continents codes of two letters: AF, AN, AS, EU, NA, OC, SA
 * @param countries ISO 3166-1 codes of two letters
 * @param subdivisions ISO 3166-2 codes, such as US-CA
 * @param asns numbers of autonomous systems
 * @param regions whose clients are in it, too: with {@link #with} only those that have a {@code not}
 * @param not whose clients are not in it; null for none
 */
public record Region(
        List<Subnet> subnets,
        Set<String> continents,
        Set<String> countries,
        Set<String> subdivisions,
        Set<Long> asns,
        List<Region> regions,
        @Nullable Region not) {

    /** Clients of some networks. */
    public static Region of(List<Subnet> subnets) {
        return new Region(subnets, Set.of(), Set.of(), Set.of(), Set.of(), List.of(), null);
    }

    /**
     * The same with the clients of others. What these hold becomes its own, so that however many ways lead to a region it is there once;
     * only one that has a {@code not} stays as it is.
     */
    public Region with(Collection<Region> others) {
        Set<Subnet> allSubnets = new LinkedHashSet<>(subnets);
        Set<String> allContinents = new LinkedHashSet<>(continents);
        Set<String> allCountries = new LinkedHashSet<>(countries);
        Set<String> allSubdivisions = new LinkedHashSet<>(subdivisions);
        Set<Long> allAsns = new LinkedHashSet<>(asns);
        Set<Region> allRegions = new LinkedHashSet<>(regions);
        for (Region other : others) {
            if (other.not == null) {
                allSubnets.addAll(other.subnets);
                allContinents.addAll(other.continents);
                allCountries.addAll(other.countries);
                allSubdivisions.addAll(other.subdivisions);
                allAsns.addAll(other.asns);
                allRegions.addAll(other.regions);
            } else {
                allRegions.add(other);
            }
        }
        return new Region(
                List.copyOf(allSubnets),
                allContinents,
                allCountries,
                allSubdivisions,
                allAsns,
                List.copyOf(allRegions),
                not);
    }

    /** How many regions it is, each counted by every way that leads to it: what it costs to go through it. */
    public int parts() {
        return 1 + regions.stream().mapToInt(Region::parts).sum() + (not == null ? 0 : not.parts());
    }

    /** Every network that is written in it or in what it is built of, also those that take clients out. */
    public Set<Subnet> everySubnet() {
        Set<Subnet> every = new LinkedHashSet<>(subnets);
        regions.forEach(region -> every.addAll(region.everySubnet()));
        if (not != null) {
            every.addAll(not.everySubnet());
        }
        return every;
    }

    /** Whether something in it can only be told by a database. */
    public boolean asksDatabase() {
        return !continents.isEmpty()
                || !countries.isEmpty()
                || !subdivisions.isEmpty()
                || !asns.isEmpty()
                || regions.stream().anyMatch(Region::asksDatabase);
    }

    /** Whether only a database can tell whom it takes out. */
    public boolean takesOutByDatabase() {
        return not != null && (not.asksDatabase() || not.takesOutByDatabase())
                || regions.stream().anyMatch(Region::takesOutByDatabase);
    }

    /** Whether it holds clients by their networks. */
    public boolean hasSubnets() {
        return !subnets.isEmpty() || regions.stream().anyMatch(Region::hasSubnets);
    }
}
