package chatwarp.bootstrap.config;

import java.util.List;
import java.util.function.Function;

/**
 * One setting: what it is called in each source, how its text becomes a value, and whether it may
 * be printed.
 *
 * @param path where it stands in the YAML file, dots between levels
 * @param environment names of environment variables, the first that is set wins
 * @param parse turns text into a value; throws {@link IllegalArgumentException} with the reason
 * @param fallback text of the default, empty for none
 */
record Setting<T>(
    String path,
    List<String> environment,
    Function<String, T> parse,
    String fallback,
    boolean secret) {

  static <T> Setting<T> of(
      String path, String environment, Function<String, T> parse, String fallback) {
    return new Setting<>(path, List.of(environment.split(" ")), parse, fallback, false);
  }

  static <T> Setting<T> secret(String path, String environment, Function<String, T> parse) {
    return new Setting<>(path, List.of(environment.split(" ")), parse, "", true);
  }
}
