package chatwarp.adapters.persistence.conversation;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageClient;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.MessagePage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statement that finds a page of messages, and the one that counts them. What can be matched by
 * either of two columns becomes two branches, each with its own index; the branches exclude each
 * other. Only the narrowest filter branches.
 *
 * <p>Nothing is counted without a filter: commits keep that count. With one, counting ends at
 * {@link MessagePage#MOST_COUNTED}; it goes along the index of the page, so that it cannot become a
 * scan of the table.
 *
 * @param page with the parameters {@code until}, {@code size} and {@code skip} beside the others
 * @param values of the other parameters
 */
public record MessageQuery(String page, String count, Map<String, Object> values) {
  /** Newest first; the id makes the order one that pages can be cut from. */
  private static final String ORDER = " order by at desc, id desc";

  private static final String COUNT_ALL =
      "select coalesce("
          + "(select messages - changes from instance_count where instance_id = :instance), 0)";

  /** Leaves out messages that only change another one. */
  static final String NO_CHANGE =
      "type not in ('" + String.join("', '", MessageFilter.CHANGES) + "')";

  /**
   * Reads a filter.
   *
   * @param addresses all that the filter's chats are known under
   */
  public static MessageQuery of(InstanceId instance, MessageFilter filter, List<String> addresses) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("instance", instance.value());
    List<String> common = new ArrayList<>(List.of("instance_id = :instance"));
    for (MessageId id : filter.ids()) {
      String name = "id" + values.size();
      values.put(name, id.value());
      common.add("id = :" + name);
    }
    filter.fromMe().ifPresent(fromMe -> put(values, common, "from_me", fromMe));
    filter.client().map(MessageClient::name).ifPresent(name -> put(values, common, "client", name));
    filter.from().ifPresent(from -> time(values, common, "at >= :from", "from", from));
    filter.to().ifPresent(to -> time(values, common, "at <= :to", "to", to));
    filter.participant().map(UserJid::toString).ifPresent(p -> values.put("participant", p));
    List<String> types = typeBranches(filter.types(), values);
    if (types.isEmpty()) {
      common.add(NO_CHANGE);
    }

    List<List<String>> dimensions = new ArrayList<>();
    if (!filter.chats().isEmpty()) {
      dimensions.add(chatBranches(filter.chats(), addresses, values));
    }
    filter.participant().ifPresent(_ -> dimensions.add(PARTICIPANT));
    Optional.of(types).filter(some -> !some.isEmpty()).ifPresent(dimensions::add);
    List<String> branches =
        !filter.ids().isEmpty() || dimensions.isEmpty()
            ? List.of("true")
            : dimensions.removeFirst();
    dimensions.forEach(either -> common.add("(" + String.join(" or ", either) + ")"));
    String where = " where " + String.join(" and ", common) + " and ";
    return new MessageQuery(
        page(branches, where),
        filter.equals(MessageFilter.ALL) ? COUNT_ALL : count(branches, where),
        values);
  }

  private static final List<String> PARTICIPANT =
      List.of(
          "participant = :participant",
          "participant_alt = :participant and participant <> :participant");

  /** Only a person has more than one address. */
  private static List<String> chatBranches(
      List<Jid> chats, List<String> addresses, Map<String, Object> values) {
    List<String> names = new ArrayList<>();
    for (String address : addresses.stream().distinct().toList()) {
      String name = "chat" + names.size();
      values.put(name, address);
      names.add(":" + name);
    }
    List<String> branches = new ArrayList<>();
    names.forEach(name -> branches.add("chat = " + name));
    if (chats.stream().anyMatch(UserJid.class::isInstance)) {
      String others = " and chat not in (" + String.join(", ", names) + ")";
      names.forEach(name -> branches.add("chat_alt = " + name + others));
    }
    return branches;
  }

  private static List<String> typeBranches(List<String> types, Map<String, Object> values) {
    List<String> branches = new ArrayList<>();
    for (String type : types.stream().distinct().toList()) {
      String name = "type" + branches.size();
      values.put(name, type);
      branches.add("type = :" + name);
    }
    return branches;
  }

  private static void put(
      Map<String, Object> values, List<String> common, String column, Object value) {
    values.put(column, value);
    common.add(column + " = :" + column);
  }

  private static void time(
      Map<String, Object> values,
      List<String> common,
      String condition,
      String name,
      Instant value) {
    values.put(name, value.atOffset(ZoneOffset.UTC));
    common.add(condition);
  }

  private static String page(List<String> branches, String where) {
    List<String> parts =
        branches.stream()
            .map(branch ->
                "(select "
                    + MessageRow.COLUMNS
                    + " from message"
                    + where
                    + branch
                    + ORDER
                    + " limit :until)")
            .toList();
    return "select * from ("
        + String.join(" union all ", parts)
        + ") found"
        + ORDER
        + " limit :size offset :skip";
  }

  private static String count(List<String> branches, String where) {
    List<String> parts =
        branches.stream()
            .map(branch ->
                "(select count(*) from (select from message"
                    + where
                    + branch
                    + " order by at desc limit "
                    + MessagePage.MOST_COUNTED
                    + ") counted)")
            .toList();
    return "select least(" + String.join(" + ", parts) + ", " + MessagePage.MOST_COUNTED + ")";
  }
}
