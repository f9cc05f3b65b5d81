package chatwarp.adapters.http.evolution.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The rules that schemas are made of (evolution-v2 §3, table of texts). */
public final class Rules {
  private Rules() {}

  public static Rule string() {
    return typed("string", JsonNode::isString);
  }

  /** A string; anything else is told by this text alone. */
  public static Rule string(String text) {
    return saying(text, JsonNode::isString);
  }

  public static Rule bool() {
    return typed("boolean", JsonNode::isBoolean);
  }

  /** A whole number; anything else is told by this text alone. 1000.0 is whole, "1000" is not. */
  public static Rule integer(String text) {
    return saying(text, Rules::isWhole);
  }

  /** Any number. */
  public static Rule number() {
    return typed("number", JsonNode::isNumber);
  }

  /** A whole number within bounds, both included. */
  public static Rule between(long least, long most) {
    return (path, value, violations) -> {
      if (!value.isNumber() || !value.canConvertToExactIntegral()) {
        violations.add(path + " is not of a type(s) integer");
      } else if (value.doubleValue() < least) {
        violations.add(path + " must be greater than or equal to " + least);
      } else if (value.doubleValue() > most) {
        violations.add(path + " must be less than or equal to " + most);
      }
    };
  }

  /** Any number within bounds, both included. */
  public static Rule decimal(double least, double most) {
    return (path, value, violations) -> {
      if (!value.isNumber()) {
        violations.add(path + " is not of a type(s) number");
      } else if (value.doubleValue() < least) {
        violations.add(path + " must be greater than or equal to " + least);
      } else if (value.doubleValue() > most) {
        violations.add(path + " must be less than or equal to " + most);
      }
    };
  }

  /** A string, or a number where clients write both. */
  public static Rule stringOrNumber() {
    return typed("string", value -> value.isString() || value.isNumber());
  }

  /** One of these strings. */
  public static Rule oneOf(List<String> values) {
    String text = " is not one of enum values: " + String.join(",", values);
    return (path, value, violations) -> {
      if (!value.isString() || !values.contains(value.stringValue())) {
        violations.add(path + text);
      }
    };
  }

  /** One of these whole numbers. */
  public static Rule oneOfNumbers(List<Long> values) {
    String text =
        " is not one of enum values: "
            + values.stream().map(String::valueOf).collect(Collectors.joining(","));
    return (path, value, violations) -> {
      if (!isWhole(value) || !values.contains(value.longValue())) {
        violations.add(path + text);
      }
    };
  }

  /** The rule, and for strings a shortest length. */
  public static Rule longerThan(int least, Rule rule) {
    return (path, value, violations) -> {
      rule.check(path, value, violations);
      if (value.isString() && value.stringValue().length() < least) {
        violations.add(path + " does not meet minimum length of " + least);
      }
    };
  }

  /** A string in which the pattern is found. */
  public static Rule matching(Pattern pattern) {
    String text = " does not match pattern " + StringNode.valueOf(pattern.pattern());
    return (path, value, violations) -> {
      if (!value.isString()) {
        violations.add(path + " is not of a type(s) string");
      } else if (!pattern.matcher(value.stringValue()).find()) {
        violations.add(path + text);
      }
    };
  }

  /** A string in which the pattern is found; anything else is told by this text alone. */
  public static Rule matching(Pattern pattern, String text) {
    return saying(text, value -> value.isString() && pattern.matcher(value.stringValue()).find());
  }

  /** An array whose items follow a rule. */
  public static Rule array(int minimum, boolean unique, Rule items) {
    return array(minimum, Integer.MAX_VALUE, unique, items);
  }

  /** An array with bounds, both included, whose items follow a rule. */
  public static Rule array(int minimum, int maximum, boolean unique, Rule items) {
    return (path, value, violations) -> {
      if (!value.isArray()) {
        violations.add(path + " is not of a type(s) array");
        return;
      }
      if (value.size() < minimum) {
        violations.add(path + " does not meet minimum length of " + minimum);
      }
      if (value.size() > maximum) {
        violations.add(path + " does not meet maximum length of " + maximum);
      }
      if (unique && hasDuplicates(value)) {
        violations.add(path + " contains duplicate item");
      }
      for (int i = 0; i < value.size(); i++) {
        items.check(path + "[" + i + "]", value.path(i), violations);
      }
    };
  }

  /** An object of strings. */
  public static Rule stringMap() {
    return (path, value, violations) -> {
      if (!value.isObject()) {
        violations.add(path + " is not of a type(s) object");
        return;
      }
      value
          .properties()
          .forEach(
              entry -> string().check(path + "." + entry.getKey(), entry.getValue(), violations));
    };
  }

  /** An object that follows a schema; anything else is as good as absent. */
  public static Rule objectIfAny(Schema schema) {
    return (path, value, violations) -> {
      if (value.isObject()) {
        schema.check(path, value, violations);
      }
    };
  }

  /** The rule, unless the value is null. */
  public static Rule nullable(Rule rule) {
    return (path, value, violations) -> {
      if (!value.isNull()) {
        rule.check(path, value, violations);
      }
    };
  }

  /** Whether it is a whole number that a long can hold. */
  private static boolean isWhole(JsonNode value) {
    return value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToLong();
  }

  private static Rule typed(String type, Predicate<JsonNode> test) {
    return (path, value, violations) -> {
      if (!test.test(value)) {
        violations.add(path + " is not of a type(s) " + type);
      }
    };
  }

  private static Rule saying(String text, Predicate<JsonNode> test) {
    return (_, value, violations) -> {
      if (!test.test(value)) {
        violations.add(text);
      }
    };
  }

  private static boolean hasDuplicates(JsonNode array) {
    Set<JsonNode> seen = new HashSet<>();
    for (JsonNode item : array) {
      if (!seen.add(item)) {
        return true;
      }
    }
    return false;
  }
}
