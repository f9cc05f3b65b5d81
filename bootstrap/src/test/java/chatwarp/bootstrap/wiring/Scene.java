package chatwarp.bootstrap.wiring;

import chatwarp.domain.contract.InMemoryPhone;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.MessageId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an instance has: messages in a chat with a friend, groups, and files to send. */
record Scene(String instance, Map<String, String> words) {
  static final String FRIEND = "5511900000002";
  static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  /** The first box of every MP4 file, and no more. */
  private static final byte[] MP4 = {
    0, 0, 0, 24, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 0, 0, 2, 0, 'i', 's', 'o', 'm', 'm', 'p',
    '4', '2'
  };

  static Scene of(WholeServer server, String instance, String number) {
    InMemoryPhone friend = server.whatsapp.phone(FRIEND);
    InMemoryPhone owner = server.open(instance, number);
    MessageId theirs = friend.sendText(owner.jid(), "hello");
    server.publisher.await(
        1,
        attempt ->
            attempt.kind() == EventKind.MESSAGES_UPSERT
                && attempt.event().event().instance().value().equals(instance));
    GroupJid theirGroup = friend.groups().create(GroupDraft.of("Theirs", List.of())).id();
    GroupDraft own = GroupDraft.of("Mine", List.of(friend.jid()));
    GroupJid group = owner.groups().create(own).id();
    return new Scene(
        instance,
        Map.ofEntries(
            Map.entry("friend", FRIEND),
            Map.entry("theirs", theirs.value()),
            Map.entry("mine", sent(server, instance, "'type':'text','text':'hi'")),
            Map.entry("image", sent(server, instance, "'type':'image','media':'" + PNG + "'")),
            Map.entry(
                "poll",
                sent(
                    server,
                    instance,
                    "'type':'poll','name':'q','selectableCount':1,'values':['yes','no']")),
            Map.entry(
                "event",
                sent(
                    server,
                    instance,
                    "'type':'event','name':'e','startTime':'2030-01-02T03:04:05Z'")),
            Map.entry("group", group.toString()),
            Map.entry("another", owner.groups().create(own).id().toString()),
            Map.entry("code", friend.groups().inviteCode(theirGroup)),
            Map.entry("theirGroup", theirGroup.toString()),
            Map.entry("theirCode", friend.groups().inviteCode(theirGroup)),
            Map.entry("png", PNG),
            Map.entry("mp4", Base64.getEncoder().encodeToString(MP4)),
            Map.entry("wav", Base64.getEncoder().encodeToString(wav()))));
  }

  private static String sent(WholeServer server, String instance, String content) {
    Caller.Answer answer =
        server.user.post(
            "/message/send/" + instance,
            ("{'to':'" + FRIEND + "','content':{" + content + "}}").replace('\'', '"'));
    if (answer.status() != 201) {
      throw new AssertionError(answer);
    }
    return answer.body().path("key").path("id").asString();
  }

  /** A tenth of a second of silence. */
  private static byte[] wav() {
    int rate = 16_000;
    int length = rate / 10 * 2;
    return ByteBuffer.allocate(44 + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(36 + length)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(rate)
        .putInt(rate * 2)
        .putShort((short) 2)
        .putShort((short) 16)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt(length)
        .array();
  }

  /** A text with the words in braces replaced. */
  String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> word : words.entrySet()) {
      filled = filled.replace("{" + word.getKey() + "}", word.getValue());
    }
    return filled;
  }

  @Override
  public String toString() {
    return instance + words.keySet().stream().sorted().collect(Collectors.joining(",", "[", "]"));
  }
}
