package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.domain.content.ListContent;
import chatwarp.domain.content.PollContent;
import chatwarp.domain.content.PollVoteContent;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of things to choose from: polls, votes, lists. */
final class ChoiceBodies {
  private static final int MOST_OPTIONS = 10;

  private static final Schema POLL =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .requiredNotEmpty("name", Rules.string())
              .required("selectableCount", Rules.between(0, MOST_OPTIONS))
              .required("values", Rules.array(2, MOST_OPTIONS, true, Rules.string())));

  private static final Schema VOTE =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .required("key", SendSchemas.FULL_KEY)
              .required("values", Rules.array(0, MOST_OPTIONS, true, Rules.string())));

  private static final Schema LIST =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .required("title", Rules.string())
              .optional("description", Rules.string())
              .required("footerText", Rules.string())
              .requiredNotEmpty("buttonText", Rules.string())
              .required(
                  "sections",
                  Rules.array(
                      1,
                      true,
                      Schema.object()
                          .required("title", Rules.string())
                          .required(
                              "rows",
                              Rules.array(
                                  1,
                                  true,
                                  Schema.object()
                                      .requiredNotEmpty("title", Rules.string())
                                      .requiredNotEmpty("rowId", Rules.string())
                                      .optional("description", Rules.string()))))));

  private ChoiceBodies() {}

  /** {@code sendPoll}. */
  static Said poll(ObjectNode body) {
    POLL.require(body);
    return Said.to(
        Members.recipient(body),
        new PollContent(
            Members.text(body, "name"), texts(body), body.path("selectableCount").intValue()));
  }

  /** A vote in a poll; no values withdraw it. */
  static Said vote(ObjectNode body) {
    VOTE.require(body);
    return Said.to(Members.recipient(body), new PollVoteContent(Members.key(body), texts(body)));
  }

  /** {@code sendList}. */
  static Said list(ObjectNode body) {
    LIST.require(body);
    List<ListContent.Section> sections = new ArrayList<>();
    for (JsonNode section : body.path("sections")) {
      List<ListContent.Row> rows = new ArrayList<>();
      for (JsonNode row : section.path("rows")) {
        rows.add(
            new ListContent.Row(
                Members.text(row, "rowId"),
                Members.text(row, "title"),
                Json.text(row, "description")));
      }
      sections.add(new ListContent.Section(Members.text(section, "title"), rows));
    }
    return Said.to(
        Members.recipient(body),
        new ListContent(
            Members.text(body, "title"),
            Json.text(body, "description"),
            Members.text(body, "buttonText"),
            Json.text(body, "footerText"),
            sections));
  }

  private static List<String> texts(ObjectNode body) {
    List<String> texts = new ArrayList<>();
    body.path("values").forEach(value -> texts.add(value.stringValue()));
    return texts;
  }
}
