package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Form bodies as objects of strings: {@code a[b]=1} is a member of an object, {@code a[]=1} an item
 * of an array.
 */
final class FormBody {
  private static final int MAX_DEPTH = 5;
  private static final int MAX_FIELDS = 1000;
  private static final Pattern SHORT_NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final List<String> NUMBERS = List.of("delay", "font");
  private static final List<String> SWITCHES =
      List.of(
          "mentionsEveryOne",
          "everyOne",
          "linkPreview",
          "encoding",
          "notConvertSticker",
          "viewOnce",
          "allContacts",
          "gifPlayback");

  private FormBody() {}

  /**
   * Reads a form.
   *
   * @throws RequestException.Malformed when it is none
   */
  static ObjectNode parse(String text) {
    ObjectNode root = Json.object();
    if (text.isBlank()) {
      return root;
    }
    String[] fields = text.split("&", MAX_FIELDS + 1);
    if (fields.length > MAX_FIELDS) {
      throw new RequestException.Malformed("The form has more than " + MAX_FIELDS + " fields");
    }
    for (String field : fields) {
      int equals = field.indexOf('=');
      String name = decode(equals < 0 ? field : field.substring(0, equals));
      String value = equals < 0 ? "" : decode(field.substring(equals + 1));
      if (!name.isEmpty()) {
        put(root, steps(name), value);
      }
    }
    return root;
  }

  /** Puts a field where its name says: {@code a[b]} into an object, {@code a[]} into an array. */
  static void put(ObjectNode root, String name, String value) {
    if (!name.isEmpty()) {
      put(root, steps(name), value);
    }
  }

  /** Forms know texts only: what a member is meant to be is told by its name. */
  static ObjectNode typed(ObjectNode form) {
    ObjectNode typed = form.deepCopy();
    for (String name : SWITCHES) {
      String text = typed.path(name).stringValue("");
      if (text.equals("true") || text.equals("false")) {
        typed.put(name, text.equals("true"));
      }
    }
    for (String name : NUMBERS) {
      String text = typed.path(name).stringValue("");
      if (SHORT_NUMBER.matcher(text).matches()) {
        typed.put(name, Integer.parseInt(text));
      }
    }
    return typed;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RequestException.Malformed("The body is not a valid form", e);
    }
  }

  /** {@code a[b][]} in steps: a, b, and the empty name. */
  private static List<String> steps(String name) {
    List<String> steps = new ArrayList<>();
    int open = name.indexOf('[');
    if (open <= 0 || !name.endsWith("]")) {
      return List.of(name);
    }
    steps.add(name.substring(0, open));
    for (String inner : name.substring(open + 1, name.length() - 1).split("]\\[", -1)) {
      steps.add(inner);
    }
    if (steps.size() > MAX_DEPTH) {
      throw new RequestException.Malformed("The form is nested too deeply");
    }
    return steps;
  }

  private static void put(ObjectNode root, List<String> steps, String value) {
    ObjectNode object = root;
    for (int i = 0; i < steps.size() - 1; i++) {
      String step = steps.get(i);
      boolean lastArray = i == steps.size() - 2 && steps.getLast().isEmpty();
      if (lastArray) {
        ArrayNode array =
            object.path(step) instanceof ArrayNode found ? found : object.putArray(step);
        array.add(value);
        return;
      }
      object = object.path(step) instanceof ObjectNode found ? found : object.putObject(step);
    }
    object.put(steps.getLast(), value);
  }
}
