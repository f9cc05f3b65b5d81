package chatwarp.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.domain.content.MessageContent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The simulator knows every kind of content that the domain does, under the same name. It must not
 * share the domain's types, so the compiler cannot say this; from the equal lists on it does.
 */
class ContentKindsTest {
  private static final String SIMULATORS = "chatwarp.simulator.content.PhoneContent";

  @Test
  void theSimulatorsPhonesKnowEveryKindOfContent() throws ClassNotFoundException {
    assertEquals(kinds(MessageContent.class), kinds(Class.forName(SIMULATORS)));
  }

  private static Set<String> kinds(Class<?> sealed) {
    return leaves(sealed).map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ContentKindsTest::leaves)
        : Stream.of(type);
  }
}
