package chatwarp.bootstrap.config;

import java.util.Map;
import java.util.Optional;

/** The texts of the settings and where each came from, the strongest source first. */
record Source(
    Map<String, String> flags, Map<String, String> environment, Map<String, String> file) {

  /**
   * A text with its origin.
   *
   * @param origin a phrase like {@code SERVER_PORT}, for messages
   */
  record Found(String text, String origin) {}

  Optional<Found> find(Setting<?> setting) {
    String flag = flags.get(setting.path());
    if (flag != null) {
      return Optional.of(new Found(flag, "the command line"));
    }
    for (String name : setting.environment()) {
      String value = environment.get(name);
      if (value != null && !value.isEmpty()) {
        return Optional.of(new Found(value, name));
      }
    }
    String value = file.get(setting.path());
    return value == null
        ? Optional.empty()
        : Optional.of(new Found(value, "the configuration file"));
  }
}
