package chatwarp.adapters.http.evolution.schema;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An object and what its members must be like. Violations come in the order of the peer: members in
 * schema order, then missing ones, then empty ones. Unknown members are ignored.
 */
public final class Schema implements Rule {
  /** What the body itself is called in sentences. */
  private static final String ROOT = "instance";

  private enum Need {
    OPTIONAL,
    REQUIRED,
    REQUIRED_NOT_EMPTY
  }

  private record Member(String name, Rule rule, Need need) {}

  private final List<Member> members;

  private Schema(List<Member> members) {
    this.members = List.copyOf(members);
  }

  /** An object of which nothing is known. */
  public static Schema object() {
    return new Schema(List.of());
  }

  public Schema optional(String name, Rule rule) {
    return with(new Member(name, rule, Need.OPTIONAL));
  }

  public Schema required(String name, Rule rule) {
    return with(new Member(name, rule, Need.REQUIRED));
  }

  /** A member that must be there, and not as an empty string. */
  public Schema requiredNotEmpty(String name, Rule rule) {
    return with(new Member(name, rule, Need.REQUIRED_NOT_EMPTY));
  }

  private Schema with(Member member) {
    List<Member> next = new ArrayList<>(members);
    next.add(member);
    return new Schema(next);
  }

  /**
   * Checks a whole body.
   *
   * @throws InvalidBodyException with every violation
   */
  public void require(JsonNode body) {
    List<String> violations = new ArrayList<>();
    check(ROOT, body, violations);
    if (!violations.isEmpty()) {
      throw new InvalidBodyException(violations);
    }
  }

  @Override
  public void check(String path, JsonNode value, List<String> violations) {
    if (!value.isObject()) {
      violations.add(path + " is not of a type(s) object");
      return;
    }
    String prefix = path.equals(ROOT) ? "" : path + ".";
    for (Member member : members) {
      if (value.has(member.name())) {
        member.rule().check(prefix + member.name(), value.path(member.name()), violations);
      }
    }
    for (Member member : members) {
      if (member.need() != Need.OPTIONAL && !value.has(member.name())) {
        violations.add(path + " requires property \"" + member.name() + "\"");
      }
    }
    for (Member member : members) {
      if (member.need() == Need.REQUIRED_NOT_EMPTY
          && value.path(member.name()).isString()
          && value.path(member.name()).stringValue().isEmpty()) {
        violations.add("The \"" + member.name() + "\" cannot be empty");
      }
    }
  }
}
