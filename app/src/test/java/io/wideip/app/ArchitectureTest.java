package io.wideip.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.wideip.config.AddressText;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the design for modules, packages and names. */
final class ArchitectureTest {
    private static final JavaClasses WIDEIP = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.wideip");

    private static final String NETTY = "io.netty..";
    private static final String DNSJAVA = "org.xbill..";
    private static final String KUBERNETES = "io.fabric8..";
    /** Policies, probes and zones read sections, whatever these are written in. */
    private static final String YAML = "io.wideip.config.yaml..";

    @Test
    void seesAllModules() {
        assertThat(WIDEIP)
                .extracting(JavaClass::getPackageName)
                .contains(
                        "io.wideip.config",
                        "io.wideip.prober",
                        "io.wideip.routes",
                        "io.wideip.dns.server",
                        "io.wideip.app.command");
    }

    @Test
    void dependenciesPointOneWay() {
        restrict(
                "io.wideip.config..", "io.wideip.prober..", "io.wideip.routes..", "io.wideip.dns..", "io.wideip.app..");
        restrict("io.wideip.prober..", "io.wideip.routes..", "io.wideip.dns..", "io.wideip.app..");
        restrict("io.wideip.routes..", "io.wideip.prober..", "io.wideip.dns..", "io.wideip.app..");
        restrict("io.wideip.dns..", "io.wideip.prober..", "io.wideip.routes..", "io.wideip.app..");
        // An engine is chosen by the server, and knows nothing of it.
        restrict("io.wideip.dns.engine..", "io.wideip.dns.server..");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.wideip.(**)").should().beFreeOfCycles().check(WIDEIP);
    }

    @Test
    void eachPartKnowsOnlyItsField() {
        restrict("io.wideip.config..", NETTY, DNSJAVA, KUBERNETES);
        restrict("io.wideip.prober..", KUBERNETES, YAML);
        restrict("io.wideip.prober", DNSJAVA);
        restrict("io.wideip.prober.probe..", DNSJAVA);
        restrict("io.wideip.routes..", NETTY, DNSJAVA);
        for (String pure : List.of("annotation", "kept", "mapping")) {
            restrict("io.wideip.routes." + pure, KUBERNETES);
        }
        restrict("io.wideip.dns..", KUBERNETES, YAML, "org.yaml..");
        restrict("io.wideip.dns.policy..", NETTY, DNSJAVA);
        restrict("io.wideip.dns.address..", NETTY, DNSJAVA);
        restrict("io.wideip.dns.geo..", NETTY, DNSJAVA);
        restrict("io.wideip.dns.admission..", NETTY, DNSJAVA);
        restrict("io.wideip.dns.answer..", NETTY, DNSJAVA);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass each : WIDEIP) {
            if (!each.getPackage().isAnnotatedWith(NullMarked.class)) {
                unmarked.add(each.getPackageName());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    /** The model holds subnets as bits, so that only what reads and writes their text depends on a library. */
    @Test
    void addressesAreParsedAtOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(YAML)
                .and()
                .areNotAssignableTo(AddressText.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("inet.ipaddr..")
                .check(WIDEIP);
    }

    /** The JDK writes out all zeros of an IPv6 address. */
    @Test
    void addressesAreWrittenAtOnePlace() {
        noClasses()
                .that()
                .areNotAssignableTo(AddressText.class)
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "the text of an address is made", ArchitectureTest::makesTextOfAddress))
                .check(WIDEIP);
    }

    private static boolean makesTextOfAddress(JavaAccess<?> access) {
        JavaClass of = access.getTargetOwner();
        return (of.isAssignableTo(InetAddress.class) || of.isAssignableTo(SocketAddress.class))
                && Set.of("getHostAddress", "toString").contains(access.getName());
    }

    @Test
    void namesSayWhatAClassIs() {
        classes()
                .should()
                .haveNameNotMatching(".*(Manager|Util|Utils|Helper|Impl)")
                .check(WIDEIP);
    }

    /** Each of these stood where the field has a word of its own. */
    @Test
    void namesAreTheFieldsWords() {
        Pattern metaphor = Pattern.compile("(Desk|Door|Inflow|Keeper|LastWords|NextStart|Onward|Terms|Told|Vacancy)"
                + "(?![a-z])|^(Line|Memory)$");
        assertThat(WIDEIP)
                .extracting(JavaClass::getSimpleName)
                .filteredOn(name -> metaphor.matcher(name).find())
                .isEmpty();
    }

    @Test
    void aNameMeansOneThing() {
        Map<String, List<String>> bySimpleName = WIDEIP.stream()
                .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        assertThat(bySimpleName.values()).filteredOn(all -> all.size() > 1).isEmpty();
        assertThat(bySimpleName.keySet()).noneMatch(ArchitectureTest::isOfJavaLang);
    }

    private static boolean isOfJavaLang(String name) {
        try {
            Class.forName("java.lang." + name);
            return true;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }

    private static void restrict(String packages, String... unknown) {
        noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(unknown)
                .allowEmptyShould(true)
                .check(WIDEIP);
    }
}
