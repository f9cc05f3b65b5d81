package chatwarp.application.message;

import chatwarp.domain.content.DocumentContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.VideoContent;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.UserJid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom a message to a group mentions, by the addresses that the group knows them by. Apps show a
 * mention only where the words hold {@code @} and the user part of that very address (protocol/05
 * §8), so words that name somebody by another of their numbers are put right. Immutable.
 */
final class Mentions {
  /** Nobody. */
  static final Mentions NONE = new Mentions(List.of(), Map.of());

  /** What stands before the sign of an e-mail address is no mention, nor is a part of a word. */
  private static final Pattern TOKEN =
      Pattern.compile("(?<![\\p{L}\\p{N}._%+-])@\\+?(\\d+)(?![\\p{L}\\p{N}_])");

  private final List<UserJid> people;
  private final Map<String, String> users;

  private Mentions(List<UserJid> people, Map<String, String> users) {
    this.people = List.copyOf(people);
    this.users = Map.copyOf(users);
  }

  /**
   * Finds out who is meant: a member before anybody else. Whoever is none goes by the LID in a
   * group that addresses by LID, when it is known, else as written. Groups are left out.
   *
   * @param lids the LID of a number, when it is known
   */
  static Mentions of(
      SendOptions options, GroupMetadata group, Function<UserJid, Optional<UserJid>> lids) {
    Set<UserJid> people = new LinkedHashSet<>();
    Map<String, String> users = new HashMap<>();
    for (Recipient written : options.mentioned()) {
      List<UserJid> readings = readings(written);
      if (readings.isEmpty()) {
        continue;
      }
      Optional<GroupParticipant> member =
          readings.stream().flatMap(reading -> group.member(reading).stream()).findFirst();
      UserJid person =
          member.map(GroupParticipant::jid).orElseGet(() -> stranger(written, group, lids));
      people.add(person);
      spellings(written, readings, member).forEach(user -> users.put(user, person.user()));
    }
    if (options.everyone() && !group.participants().isEmpty()) {
      return new Mentions(group.participants().stream().map(GroupParticipant::jid).toList(), users);
    }
    return new Mentions(new ArrayList<>(people), users);
  }

  /** As written: of a group that cannot be looked up. */
  static Mentions unresolved(SendOptions options) {
    return new Mentions(
        options.mentioned().stream()
            .flatMap(written -> first(written).stream())
            .distinct()
            .toList(),
        Map.of());
  }

  private static List<UserJid> readings(Recipient written) {
    return switch (written) {
      case Recipient.Phone phone -> phone.candidates();
      case Recipient.Address(UserJid person) -> List.of(person.bare());
      case Recipient.Address _ -> List.of();
    };
  }

  private static Optional<UserJid> first(Recipient written) {
    return switch (written) {
      case Recipient.Phone phone -> Optional.of(phone.fallback());
      case Recipient.Address _ -> readings(written).stream().findFirst();
    };
  }

  private static UserJid stranger(
      Recipient written, GroupMetadata group, Function<UserJid, Optional<UserJid>> lids) {
    Optional<UserJid> lid =
        group.addressing() == AddressingMode.LID
            ? readings(written).stream()
                .flatMap(reading -> lids.apply(reading).stream())
                .findFirst()
            : Optional.empty();
    return lid.or(() -> first(written)).orElseThrow();
  }

  private static Stream<String> spellings(
      Recipient written, List<UserJid> readings, Optional<GroupParticipant> member) {
    Stream<String> said =
        written instanceof Recipient.Phone phone
            ? Stream.of(phone.written().replaceAll("\\D", ""))
            : Stream.empty();
    Stream<UserJid> known =
        member.stream()
            .flatMap(m ->
                Stream.concat(
                    Stream.of(m.jid()), Stream.concat(m.phone().stream(), m.lid().stream())));
    return Stream.concat(said, Stream.concat(readings.stream(), known).map(UserJid::user));
  }

  /** Who is mentioned. */
  List<UserJid> people() {
    return people;
  }

  /** The content with everybody named in its words as they are in {@link #people()}. */
  MessageContent named(MessageContent content) {
    if (users.isEmpty()) {
      return content;
    }
    return switch (content) {
      case TextContent text -> new TextContent(named(text.text()), text.preview(), text.style());
      case ImageContent image -> image.captioned(image.caption().map(this::named));
      case VideoContent video -> video.captioned(video.caption().map(this::named));
      case DocumentContent document -> document.captioned(document.caption().map(this::named));
      case EditContent edit -> new EditContent(edit.target(), named(edit.replacement()));
      default -> content;
    };
  }

  private String named(String words) {
    return TOKEN.matcher(words).replaceAll(this::named);
  }

  private String named(MatchResult token) {
    String user = users.get(token.group(1));
    return user == null ? token.group() : "@" + user;
  }
}
