package chatwarp.adapters.wa.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadAnswerTest {
  private static Optional<UploadAnswer> read(String text) {
    return UploadAnswer.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsWhereTheFileIs() {
    assertEquals(
        Optional.of(new UploadAnswer(Optional.of(URI.create("https://h/v/a?b=1")), "/v/a?b=1")),
        read(
            """
            {"thumbnail_info":{"url":"no","x":[1,{"direct_path":"no"}]},
             "url":"https://h/v/a?b=1","direct_path":"/v/a?b=1","ts":17}\
            """));
  }

  @Test
  void takesThePathFromTheAddressWhereThatIsAll() {
    assertEquals(
        Optional.of("/v/a?b=1"),
        read("{\"url\":\"https://h/v/a?b=1\"}").map(UploadAnswer::directPath));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "nonsense",
        "{}",
        "{\"url\":1}",
        "{\"url\":",
        "{\"direct_path\":\"no slash\"}",
        "{\"url\":\"a b\"}"
      })
  void findsNothingElsewhere(String text) {
    assertEquals(Optional.empty(), read(text));
  }
}
