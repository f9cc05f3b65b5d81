package chatwarp.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds every module's classes against the rules, and shows that each rule can fail. */
class HouseRulesTest {
  /** Module folder to the package all its classes are below. */
  private static final Map<String, String> MODULES =
      Map.of(
          "domain", "chatwarp.domain",
          "application", "chatwarp.application",
          "adapters-http", "chatwarp.adapters.http",
          "adapters-wa-protocol/proto", "chatwarp.adapters.wa.proto",
          "adapters-wa-protocol", "chatwarp.adapters.wa",
          "adapters-persistence", "chatwarp.adapters.persistence",
          "adapters-events", "chatwarp.adapters.events",
          "wa-simulator", "chatwarp.simulator",
          "bootstrap", "chatwarp.bootstrap");

  /** Thousands of generated classes that no rule is about; others' references to them are seen. */
  private static final String GENERATED = "adapters-wa-protocol/proto";

  private static final HouseRules HOUSE = new HouseRules("chatwarp");
  private static final HouseRules PLANTED = new HouseRules("planted");

  private static JavaClasses house;
  private static JavaClasses planted;

  @BeforeAll
  static void importClasses() {
    house =
        new ClassFileImporter()
            .importPaths(
                MODULES.keySet().stream()
                    .filter(module -> !module.equals(GENERATED))
                    .map(HouseRulesTest::classesOf)
                    .toArray(Path[]::new));
    planted = new ClassFileImporter().importPaths(Path.of("target/test-classes/planted"));
  }

  private static Path classesOf(String module) {
    return Path.of("..", module, "target", "classes");
  }

  @TestFactory
  Stream<DynamicTest> theHouseKeepsItsRules() {
    return rules(HOUSE).entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(house)));
  }

  @TestFactory
  Stream<DynamicTest> everyRuleFailsOnAPlantedViolation() {
    return rules(PLANTED).entrySet().stream()
        .map(rule ->
            DynamicTest.dynamicTest(
                rule.getKey(),
                () -> assertThrows(AssertionError.class, () -> rule.getValue().check(planted))));
  }

  @TestFactory
  Stream<DynamicTest> noLayerIsEmpty() {
    return MODULES.keySet().stream()
        .map(module ->
            DynamicTest.dynamicTest(
                module, () -> assertTrue(!classNamesOf(module).isEmpty(), "has no classes")));
  }

  @TestFactory
  Stream<DynamicTest> everyPackageBeginsWithItsModule() {
    return MODULES.entrySet().stream()
        .map(module ->
            DynamicTest.dynamicTest(
                module.getKey(),
                () -> {
                  List<String> strangers =
                      classNamesOf(module.getKey()).stream()
                          .filter(name -> !name.startsWith(module.getValue() + "."))
                          .toList();
                  assertTrue(strangers.isEmpty(), strangers::toString);
                }));
  }

  /** Full names of a module's classes, without descriptors of packages and modules. */
  private static List<String> classNamesOf(String module) throws IOException {
    Path root = classesOf(module);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .toList();
    }
  }

  @Test
  void allModulesWereImported() {
    for (String name : MODULES.values()) {
      assertTrue(
          name.equals(MODULES.get(GENERATED))
              || house.stream().anyMatch(c -> c.getPackageName().startsWith(name)),
          name + " is missing");
    }
  }

  private static Map<String, ArchRule> rules(HouseRules rules) {
    Map<String, ArchRule> named = new TreeMap<>();
    named.put("the domain depends on nothing", rules.domainDependsOnNothing());
    named.put("application depends on the domain only", rules.applicationDependsOnDomainOnly());
    for (String adapter : List.of("http", "wa", "persistence", "events")) {
      named.put(
          "adapter " + adapter + " knows no other", rules.adapterKnowsNoOtherAdapter(adapter));
    }
    named.put("only the REST edge calls use cases", rules.onlyTheRestEdgeCallsUseCases());
    for (String floor : HouseRules.FLOORS.subList(0, HouseRules.FLOORS.size() - 1)) {
      named.put(
          "floor " + floor + " knows only lower floors", rules.floorKnowsOnlyLowerFloors(floor));
    }
    named.put(
        "the simulator shares only wire packages", rules.simulatorSharesOnlyTheWirePackages());
    named.put("protobuf stays in the wire adapter", rules.protobufStaysInTheWireAdapter());
    named.put("packages have no cycles", rules.noPackageCycles());
    named.put("time and randomness come from outside", rules.timeAndRandomnessComeFromOutside());
    named.put("nobody sleeps", rules.nobodySleeps());
    return named;
  }
}
