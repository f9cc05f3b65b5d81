package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.InvalidBodyException;
import chatwarp.adapters.http.evolution.schema.Rule;
import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.application.group.NewGroup;
import chatwarp.application.message.MediaSource;
import chatwarp.application.message.Recipient;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.ParticipantAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Bodies of the group operations (evolution-v2 §8.5), and of ours in the same style. */
public final class GroupBodies {
  private static final Pattern INVITE_CODE = Pattern.compile("^[a-zA-Z0-9]{22}$");
  private static final Pattern NUMERIC = Pattern.compile("^\\d+");
  private static final int SHORTEST_NUMBER = 10;
  private static final String NO_GROUP = "The group id needs to be informed in the query";
  private static final String NO_CODE =
      "The group invite code id needs to be informed in the query";

  /** Leaves room for the link in one text. */
  private static final int LONGEST_INVITATION = TextContent.MAX_LENGTH - 256;

  private static final Schema SUBJECT = Schema.object().requiredNotEmpty("subject", Rules.string());

  private static final Schema CREATE =
      Schema.object()
          .requiredNotEmpty("subject", Rules.string())
          .optional("description", Rules.string())
          .optional("promoteParticipants", Rules.bool())
          .required("participants", people("participants", 0, SHORTEST_NUMBER));

  private static final Schema PARTICIPANTS =
      Schema.object()
          .required("action", Rules.oneOf(List.of("add", "remove", "promote", "demote")))
          .required("participants", people("participants", 1, 0));

  private static final Schema REQUESTS =
      Schema.object()
          .required("action", Rules.oneOf(List.of("approve", "reject")))
          .required("participants", people("participants", 1, 0));

  private static final Schema SETTING =
      Schema.object()
          .required(
              "action",
              Rules.oneOf(List.of("announcement", "not_announcement", "locked", "unlocked")));

  private static final Schema MEMBER_MODE =
      Schema.object()
          .required(
              "action",
              Rules.oneOf(
                  List.of("all_member_add", "admin_add", "join_approval_on", "join_approval_off")));

  private static final Schema EPHEMERAL =
      Schema.object()
          .required("expiration", Rules.oneOfNumbers(List.of(0L, 86_400L, 604_800L, 7_776_000L)));

  private static final Schema INVITE =
      Schema.object()
          .required("groupJid", Rules.string())
          .required("description", Rules.string())
          .required("numbers", people("numbers", 1, SHORTEST_NUMBER));

  private static final Schema ACCEPT =
      Schema.object()
          .requiredNotEmpty("inviteCode", Rules.string())
          .required("inviteExpiration", Rules.stringOrNumber())
          .requiredNotEmpty("inviter", Rules.string());

  private static final Schema LINK =
      Schema.object().required("groups", Rules.array(1, true, Rules.string()));

  private static final Schema INVITED =
      Schema.object().required("participants", people("participants", 1, 0));

  private static final String SUB_GROUP_MEMBER = "subGroupJid";

  private static final Schema SUB_GROUP =
      Schema.object().requiredNotEmpty(SUB_GROUP_MEMBER, Rules.string());

  private GroupBodies() {}

  private static Rule people(String name, int least, int shortest) {
    return Rules.array(
        least,
        true,
        Rules.longerThan(
            shortest,
            Rules.matching(NUMERIC, "\"" + name + "\" must be an array of numeric strings")));
  }

  /**
   * The group that an operation is about: in the body, else in the query.
   *
   * @throws GroupBodyException in the peer's words when there is none
   */
  public static GroupJid group(JsonNode body, Function<String, Optional<String>> query) {
    String written =
        Json.text(body, "groupJid")
            .or(() -> query.apply("groupJid"))
            .orElseThrow(
                () -> new RefusedBodyException(List.of(NO_GROUP, "ex: \"groupJid=120362@g.us\"")));
    return group("groupJid", written);
  }

  private static GroupJid group(String member, String written) {
    String text = written.contains("@") ? written : written.strip() + "@" + GroupJid.SERVER;
    if (!(NumberText.chat(member, text) instanceof GroupJid group)) {
      throw new InvalidValueException(member, "is not a group");
    }
    return group;
  }

  /** The invite code in the query. */
  public static String inviteCode(Optional<String> code) {
    String written =
        code.orElseThrow(() ->
            new RefusedBodyException(
                List.of(
                    NO_CODE,
                    "ex: \"inviteCode=F1EX5QZxO181L3TMVP31gY\" (Obtained from group join link)")));
    String plain = written.substring(written.lastIndexOf('/') + 1);
    if (!INVITE_CODE.matcher(plain).matches()) {
      throw new GroupBodyException(
          List.of("inviteCode does not match pattern \"" + INVITE_CODE.pattern() + "\""));
    }
    return plain;
  }

  /** {@code create}: its violations are told as those of every other operation. */
  public static NewGroup create(JsonNode body, boolean community, Optional<GroupJid> parent) {
    CREATE.require(body);
    return new NewGroup(
        Members.text(body, "subject"),
        Members.people(body, "participants"),
        Json.text(body, "description"),
        Json.flag(body, "promoteParticipants"),
        false,
        false,
        community,
        parent,
        Optional.empty());
  }

  /** The community that a new group is made in. */
  public static Optional<GroupJid> parent(JsonNode body) {
    return Json.text(body, "parentJid").map(text -> group("parentJid", text));
  }

  /** {@code updateGroupSubject}. */
  public static String subject(JsonNode body) {
    require(SUBJECT, body);
    String subject = Members.text(body, "subject");
    GroupDraft.requireSubject(subject);
    return subject;
  }

  /** A description; empty takes it away. */
  public static Optional<String> description(JsonNode body) {
    require(Schema.object().required("description", Rules.string()), body);
    return Json.text(body, "description");
  }

  /** A picture as URL or base64; an empty one is refused, as by the peer, and removes nothing. */
  public static MediaSource picture(JsonNode body, Uploads uploads) {
    require(Schema.object().requiredNotEmpty("image", Rules.string()), body);
    return new MediaText(uploads, "Profile picture must be a url or base64")
        .source(Members.text(body, "image"));
  }

  /** What is done to whom. */
  public record Change(ParticipantAction action, List<Recipient> people) {}

  /** {@code updateParticipant}. */
  public static Change change(JsonNode body) {
    require(PARTICIPANTS, body);
    return new Change(
        ParticipantAction.valueOf(Members.text(body, "action").toUpperCase(Locale.ROOT)),
        Members.people(body, "participants"));
  }

  /** Whether people are let in, and who. */
  public record Decision(boolean approve, List<Recipient> people) {}

  /** Join requests answered. */
  public static Decision decision(JsonNode body) {
    require(REQUESTS, body);
    return new Decision(
        Members.text(body, "action").equals("approve"), Members.people(body, "participants"));
  }

  /** {@code updateSetting}. */
  public static GroupSetting setting(JsonNode body) {
    require(SETTING, body);
    return GroupSetting.valueOf(Members.text(body, "action").toUpperCase(Locale.ROOT));
  }

  /** Who may add people and whether joining is approved. */
  public static GroupSetting memberMode(JsonNode body) {
    require(MEMBER_MODE, body);
    return GroupSetting.valueOf(Members.text(body, "action").toUpperCase(Locale.ROOT));
  }

  /** {@code toggleEphemeral}; absent switches it off. */
  public static Optional<Duration> timer(JsonNode body) {
    require(EPHEMERAL, body);
    long seconds = body.path("expiration").longValue();
    return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
  }

  /** Whom to invite, and with what words. */
  public record Invitation(String description, List<String> numbers) {
    public Invitation {
      numbers = List.copyOf(numbers);
    }
  }

  /** {@code sendInvite}. */
  public static Invitation invitation(JsonNode body) {
    require(INVITE, body);
    List<String> numbers = new ArrayList<>();
    for (JsonNode item : body.path("numbers")) {
      // Before anybody is written to.
      Recipient _ = NumberText.recipient("numbers[" + numbers.size() + "]", item.stringValue());
      numbers.add(item.stringValue());
    }
    String description = Members.text(body, "description");
    if (description.length() > LONGEST_INVITATION) {
      throw new InvalidValueException(
          "description", "is longer than " + LONGEST_INVITATION + " characters");
    }
    return new Invitation(description, numbers);
  }

  /** An invitation that came in a message. */
  public record Acceptance(String code, Instant expiration, Recipient inviter) {}

  /** An invitation that came in a message. */
  public static Acceptance acceptance(JsonNode body) {
    require(ACCEPT, body);
    return new Acceptance(
        Members.text(body, "inviteCode"),
        Members.time(body, "inviteExpiration")
            .orElseThrow(() -> new InvalidValueException("inviteExpiration", "is missing")),
        NumberText.named("inviter", Members.text(body, "inviter")));
  }

  /** Whose invitations are taken back. */
  public static List<Recipient> invited(JsonNode body) {
    require(INVITED, body);
    return Members.people(body, "participants");
  }

  /** A group of the community that the operation is about. */
  public static GroupJid subGroup(JsonNode body) {
    require(SUB_GROUP, body);
    return group(SUB_GROUP_MEMBER, Members.text(body, SUB_GROUP_MEMBER));
  }

  /** The same in a query. */
  public static GroupJid subGroup(Function<String, Optional<String>> query) {
    return group(
        SUB_GROUP_MEMBER,
        query
            .apply(SUB_GROUP_MEMBER)
            .orElseThrow(() -> new InvalidValueException(SUB_GROUP_MEMBER, "is missing")));
  }

  /** Groups of a community. */
  public static List<GroupJid> groups(JsonNode body) {
    require(LINK, body);
    List<GroupJid> groups = new ArrayList<>();
    for (JsonNode item : body.path("groups")) {
      groups.add(group("groups[" + groups.size() + "]", item.stringValue()));
    }
    return groups;
  }

  /** Group operations tell violations in a shape of their own. */
  private static void require(Schema schema, JsonNode body) {
    try {
      schema.require(body);
    } catch (InvalidBodyException e) {
      throw new GroupBodyException(e.violations());
    }
  }
}
