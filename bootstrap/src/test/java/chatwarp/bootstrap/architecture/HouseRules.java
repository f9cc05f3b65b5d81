package chatwarp.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of the house (shared design, "Layout") for classes below a root package. The root is a
 * parameter so that each rule can be seen to fail on planted classes.
 */
record HouseRules(String root) {
  /** Floors of the wire adapter, the lowest first. */
  static final List<String> FLOORS =
      List.of(
          "crypto",
          "proto",
          "transport",
          "noise",
          "node",
          "signal",
          "stream",
          "device",
          "contact",
          "group",
          "media",
          "message",
          "appstate",
          "history",
          "pairing",
          "session");

  private static final List<String> ADAPTERS = List.of("http", "wa", "persistence", "events");

  ArchRule domainDependsOnNothing() {
    return classes()
        .that()
        .resideInAPackage(in("domain"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(in("domain"), "java..", "org.jspecify..");
  }

  ArchRule applicationDependsOnDomainOnly() {
    return classes()
        .that()
        .resideInAPackage(in("application"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            in("application"), in("domain"), "java..", "org.slf4j..", "org.jspecify..");
  }

  ArchRule adapterKnowsNoOtherAdapter(String adapter) {
    String[] others =
        ADAPTERS.stream()
            .filter(other -> !other.equals(adapter))
            .map(other -> in("adapters." + other))
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(in("adapters." + adapter))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true);
  }

  ArchRule onlyTheRestEdgeCallsUseCases() {
    return noClasses()
        .that()
        .resideInAnyPackage(
            in("adapters.wa"), in("adapters.persistence"), in("adapters.events"), in("simulator"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(in("application"))
        .allowEmptyShould(true);
  }

  ArchRule floorKnowsOnlyLowerFloors(String floor) {
    List<String> higher = new ArrayList<>(FLOORS.subList(FLOORS.indexOf(floor) + 1, FLOORS.size()));
    String[] packages =
        higher.stream().map(name -> in("adapters.wa." + name)).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(in("adapters.wa." + floor))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(true);
  }

  ArchRule simulatorSharesOnlyTheWirePackages() {
    String[] others =
        FLOORS.stream()
            .filter(floor -> !List.of("crypto", "proto", "noise", "node", "signal").contains(floor))
            .map(floor -> in("adapters.wa." + floor))
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(in("simulator"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  ArchRule protobufStaysInTheWireAdapter() {
    return noClasses()
        .that()
        .resideInAnyPackage(
            in("domain"),
            in("application"),
            in("adapters.http"),
            in("adapters.persistence"),
            in("adapters.events"),
            in("bootstrap"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(in("adapters.wa.proto"), "com.google.protobuf..");
  }

  ArchRule noPackageCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  ArchRule timeAndRandomnessComeFromOutside() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(in("bootstrap"))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callConstructor(SecureRandom.class);
  }

  ArchRule nobodySleeps() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", Duration.class);
  }

  private String in(String name) {
    return root + "." + name + "..";
  }
}
