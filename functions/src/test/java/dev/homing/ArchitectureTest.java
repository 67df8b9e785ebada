package dev.homing;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** The house and its rooms: who may know whom, and what the inner rooms may not do. */
@AnalyzeClasses(
        packages = {"dev.homing.domain", "dev.homing.app", "dev.homing.adapter", "dev.homing.lambda"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** More were there when this was written; a rule that scans nothing passes. */
    private static final int AT_LEAST = 300;

    private static final String DOMAIN = "dev.homing.domain..";
    private static final String APP = "dev.homing.app..";
    private static final String ADAPTER = "dev.homing.adapter.";
    private static final String LAMBDA = "dev.homing.lambda..";

    @ArchTest
    static final ArchRule domainDependsOnTheJdkAlone = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DOMAIN, "java..", "javax.crypto..", "org.jspecify..")
            .because("what the product means must not change with a library, and is tested without one");

    @ArchTest
    static final ArchRule appDependsOnTheDomainAlone = classes()
            .that()
            .resideInAPackage(APP)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(APP, DOMAIN, "java..", "org.jspecify..")
            .because(
                    "use cases reach the outside through ports, so that they run on memory, on AWS and in rehearsals alike");

    @ArchTest
    static final ArchRule portsDoNotKnowTheUseCases = noClasses()
            .that()
            .resideInAPackage("dev.homing.app.port..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.homing.app",
                    "dev.homing.app.audience..",
                    "dev.homing.app.call..",
                    "dev.homing.app.care..",
                    "dev.homing.app.imports..",
                    "dev.homing.app.product..",
                    "dev.homing.app.observe..",
                    "dev.homing.app.send..",
                    "dev.homing.app.react..",
                    "dev.homing.app.campaign..",
                    "dev.homing.app.customer..",
                    "dev.homing.app.report..")
            .because("adapters plug into ports, and would know every use case through them");

    private static final List<String> ADAPTERS = List.of(
            "aws",
            "whatsapp",
            "handlebars",
            "html",
            "phone",
            "states",
            "memory",
            "json",
            "csv",
            "file",
            "http",
            "push");

    @ArchTest
    static void adaptersDoNotKnowEachOther(JavaClasses classes) {
        Set<String> shared = Set.of("json", "file", "http");
        for (String adapter : ADAPTERS) {
            String[] others = ADAPTERS.stream()
                    .filter(other -> !other.equals(adapter) && !shared.contains(other))
                    .map(other -> ADAPTER + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ADAPTER + adapter + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .because(
                            "each can be left out or replaced alone; JSON and the file language are shared, as several of them write it")
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule theDomainHasNoCircles = slices().matching("dev.homing.domain.(*)..")
            .should()
            .beFreeOfCycles()
            .because("who changes a package has to read only what it stands on, and not what stands on it");

    @ArchTest
    static void everyAdapterIsUnderTheRule(JavaClasses classes) {
        assertThat(classes.getPackage("dev.homing.adapter").getSubpackages().stream()
                        .map(JavaPackage::getRelativeName))
                .as("a new adapter is added to the rule above")
                .containsExactlyInAnyOrderElementsOf(ADAPTERS);
    }

    @ArchTest
    static final ArchRule nobodyKnowsTheHandlers = noClasses()
            .that()
            .resideOutsideOfPackage(LAMBDA)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LAMBDA)
            .because("handlers decode, call and encode; what others need of them is a rule that belongs in a use case");

    @ArchTest
    static final ArchRule theInnerRoomsReadNoClockAndNoDice = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN, APP)
            .should(callMethodWhere(
                    new DescribedPredicate<JavaCall<?>>("it reads a clock, the environment or randomness") {
                        @Override
                        public boolean test(JavaCall<?> call) {
                            String owner = call.getTargetOwner().getName();
                            return OUTSIDE.contains(owner + "." + call.getName()) || owner.matches(OUTSIDE_ALTOGETHER);
                        }
                    }))
            .because(
                    "the time is a parameter and names are worked out, so that a redelivery and a rehearsal come to the same");

    private static final Set<String> OUTSIDE = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.LocalTime.now",
            "java.time.Year.now",
            "java.time.YearMonth.now",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.time.ZoneId.systemDefault",
            "java.util.Locale.getDefault",
            "java.util.TimeZone.getDefault");

    private static final String OUTSIDE_ALTOGETHER =
            "java\\.time\\.(Clock|InstantSource)|java\\.util\\.random\\..*|java\\.(util|security)\\..*Random";

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Manager|Helper|Service|Services)")
            .because("such a name says that nobody knew what it is");

    @ArchTest
    static final ArchRule handlersEndInHandler = classes()
            .that()
            .implement("dev.homing.lambda.JsonHandler")
            .and()
            .areNotInterfaces()
            .should()
            .haveSimpleNameEndingWith("Handler")
            .andShould()
            .resideInAPackage("dev.homing.lambda")
            .because("infra names them so, and a reader looks for them there");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        for (JavaPackage each : classes.stream().map(JavaClass::getPackage).collect(Collectors.toSet())) {
            assertThat(each.isAnnotatedWith(NullMarked.class))
                    .as("%s has a package-info with @NullMarked", each.getName())
                    .isTrue();
        }
    }

    @ArchTest
    static void scansTheHouseAndNotAnEmptyLot(JavaClasses classes) {
        assertThat(classes.size()).isGreaterThan(AT_LEAST);
        for (String room :
                List.of("domain", "app", "app.port", "adapter.aws", "adapter.json", "lambda", "lambda.admin")) {
            assertThat(classes.containPackage("dev.homing." + room)).as(room).isTrue();
        }
    }
}
