package chatwarp.bootstrap.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a YAML file into dotted paths. */
final class YamlFile {
  private YamlFile() {}

  /** The file's scalars by path; a list of scalars becomes a comma list. */
  static Map<String, String> read(Path file) {
    if (!Files.isReadable(file)) {
      throw new ConfigException("the configuration file " + file + " cannot be read");
    }
    Map<String, String> values = new LinkedHashMap<>();
    try {
      JsonNode root = YAMLMapper.builder().build().readTree(file.toFile());
      if (root != null && !root.isMissingNode() && !root.isNull()) {
        flatten("", root, values);
      }
    } catch (JacksonException e) {
      throw new ConfigException("the configuration file " + file + " is not valid YAML", e);
    }
    return values;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(member ->
              flatten(
                  path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                  member.getValue(),
                  values));
    } else if (node.isArray()) {
      StringBuilder list = new StringBuilder();
      for (JsonNode item : node) {
        list.append(list.isEmpty() ? "" : ",").append(item.asString());
      }
      values.put(path, list.toString());
    } else {
      values.put(path, node.isNull() ? "" : node.asString());
    }
  }
}
