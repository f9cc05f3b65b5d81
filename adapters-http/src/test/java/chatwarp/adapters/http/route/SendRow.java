package chatwarp.adapters.http.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind of send in the table of the contract.
 *
 * @param word what {@code content.type} calls it
 * @param operation Evolution's own route for it
 * @param members what a good body says, besides whom it is for
 * @param named what only the body of the named operation has to say
 * @param told what reaches the application
 */
record SendRow(
    String word,
    Optional<String> operation,
    ObjectNode members,
    ObjectNode named,
    Target target,
    String told,
    List<Bad> bads) {
  static final String NUMBER = "5511988887777";

  /** Not one between letters, as in "button's". */
  private static final Pattern QUOTE = Pattern.compile("(?<!\\w)'|'(?!\\w)");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** How a body says which chat it is for. */
  enum Target {
    NUMBER,
    /** The chat is that of the message it is about. */
    KEY,
    NUMBER_AND_KEY,
    /** Nobody is addressed: the status feed. */
    STATUS;

    boolean number() {
      return this == NUMBER || this == NUMBER_AND_KEY;
    }

    boolean key() {
      return this == KEY || this == NUMBER_AND_KEY;
    }
  }

  /**
   * One thing that is wrong with an otherwise good body.
   *
   * @param member what is changed
   * @param value what it becomes, in single quotes; empty takes it away
   * @param texts what the answer says
   */
  record Bad(String member, String value, List<String> texts, String code) {
    /** A broken schema. */
    static Bad schema(String member, String value, String... texts) {
      return new Bad(member, value, List.of(texts), "invalid_body");
    }

    /** A body that keeps to its schema. */
    static Bad refused(String member, String value, String text, String code) {
      return new Bad(member, value, List.of(text), code);
    }

    ObjectNode applied(ObjectNode body) {
      ObjectNode changed = body.deepCopy();
      if (value.isEmpty()) {
        changed.remove(member);
      } else {
        changed.set(member, json(value));
      }
      return changed;
    }

    /** The answer's {@code message}: violations of a schema lie in an array in an array. */
    String message() {
      var sentences = MAPPER.createArrayNode();
      texts.forEach(text -> sentences.add(QUOTE.matcher(text).replaceAll("\"")));
      return code.equals("invalid_body")
          ? MAPPER.createArrayNode().add(sentences).toString()
          : sentences.toString();
    }

    @Override
    public String toString() {
      return member + (value.isEmpty() ? " missing" : " = " + value);
    }
  }

  /** A kind with a route of its own. */
  static SendRow named(String word, String operation, String members, String told) {
    return new SendRow(
        word,
        Optional.of(operation),
        (ObjectNode) json(members),
        MAPPER.createObjectNode(),
        Target.NUMBER,
        told,
        List.of());
  }

  /** A kind that only {@code POST /message/send} has. */
  static SendRow ofOurs(String word, String members, String told) {
    return new SendRow(
        word,
        Optional.empty(),
        (ObjectNode) json(members),
        MAPPER.createObjectNode(),
        Target.NUMBER,
        told,
        List.of());
  }

  SendRow to(Target other) {
    return new SendRow(word, operation, members, named, other, told, bads);
  }

  SendRow withNamed(String member, String value) {
    ObjectNode more = named.deepCopy();
    more.set(member, json(value));
    return new SendRow(word, operation, members, more, target, told, bads);
  }

  SendRow but(Bad... more) {
    return new SendRow(
        word,
        operation,
        members,
        named,
        target,
        told,
        Stream.concat(bads.stream(), Arrays.stream(more)).toList());
  }

  /** A way to write it: the route, and what its body is made of. */
  record Spelling(String path, SendRow row, boolean seed) {
    /** Every member in one object, in Evolution's words. */
    ObjectNode good() {
      ObjectNode flat = MAPPER.createObjectNode();
      if (row.target().number()) {
        flat.put("number", NUMBER);
      }
      flat.setAll(row.members());
      if (!seed) {
        flat.setAll(row.named());
      }
      return flat;
    }

    /** The flat object as this spelling writes it. */
    String written(ObjectNode flat) {
      if (!seed) {
        return flat.toString();
      }
      ObjectNode body = MAPPER.createObjectNode();
      ObjectNode content = flat.deepCopy();
      JsonNode number = content.path("number");
      if (!number.isMissingNode()) {
        body.set("to", content.remove("number"));
      }
      // The one member that has the name of the seed's own (docs/messages.md).
      JsonNode type = content.path("type");
      if (!type.isMissingNode()) {
        body.set("type", content.remove("type"));
      }
      content.put("type", row.word());
      body.set("content", content);
      return body.toString();
    }

    @Override
    public String toString() {
      return "POST " + path + (seed ? " " + row.word() : "");
    }
  }

  List<Spelling> spellings() {
    List<Spelling> all = new ArrayList<>();
    operation.ifPresent(name -> all.add(new Spelling("/message/" + name, this, false)));
    all.add(new Spelling("/message/send", this, true));
    return all;
  }

  static JsonNode json(String single) {
    return MAPPER.readTree(single.replace('\'', '"'));
  }
}
