package chatwarp.bootstrap.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.InstanceName;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** An account: a simulated phone, some with an instance of ours beside it. */
final class CrowdMember {
  private static final int WAIT_MS = 2_000;

  final String number;

  /** What the phone reads. */
  final Tally phone;

  /** What the instance reads, where there is one. */
  final Optional<Tally> device;

  private final CrowdHouse house;
  private final InstanceName instance;
  private volatile boolean over;

  CrowdMember(CrowdHouse house, int index, boolean withInstance) throws InterruptedException {
    this.house = house;
    this.number = Long.toString(5_511_999_970_000L + index);
    this.instance = new InstanceName("crowd" + index);
    this.phone = new Tally("phone " + index);
    this.device = withInstance ? Optional.of(new Tally("instance " + index)) : Optional.empty();
    ok(
        house.admin.post(
            "/admin/phones", "{\"phone\":\"%s\",\"name\":\"m%d\"}".formatted(number, index)));
    if (withInstance) {
      pair();
    }
  }

  private void pair() throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    house.ears.listen(instance, new Ears.Listener(open, device.orElseThrow()));
    JsonNode created =
        ok(
            house.server.post(
                "/instance/create",
                """
                {"instanceName":"%s","qrcode":true,"webhook":{"enabled":true,
                 "url":"http://127.0.0.1:1/hook","events":["CONNECTION_UPDATE","MESSAGES_UPSERT"]}}
                """
                    .formatted(instance.value())));
    ok(
        house.admin.post(
            "/admin/mock-phone/scan-qr?phone=" + number,
            created.path("qrcode").path("code").asString()));
    assertTrue(open.await(60, TimeUnit.SECONDS), instance + " does not open");
  }

  /** Follows the phone's inbox until {@link #stop}. */
  void follow() {
    long next = 0;
    while (!over) {
      JsonNode inbox =
          ok(
              house.admin.get(
                  "/admin/phone-inbox?phone=%s&from=%d&wait_ms=%d"
                      .formatted(number, next, WAIT_MS)));
      assertEquals(0, Math.max(0, inbox.path("dropped").asLong() - next), "the inbox overflowed");
      for (JsonNode message : inbox.path("messages")) {
        next = message.path("order").asLong() + 1;
        if (message.has("text")) {
          phone.read(message.path("text").asString());
        }
      }
    }
  }

  void stop() {
    over = true;
  }

  /** Makes a group, over the instance. */
  String createGroup(String subject, Collection<CrowdMember> people) {
    return ok(house.server.post(
            "/group/create/" + instance.value(),
            "{\"subject\":\"%s\",\"participants\":[%s]}".formatted(subject, list(people))))
        .path("id")
        .asString();
  }

  /** Adds or removes somebody, over the instance. */
  void change(String group, String action, CrowdMember who) {
    JsonNode done =
        ok(
            house.server.post(
                "/group/updateParticipant/" + instance.value(),
                "{\"groupJid\":\"%s\",\"action\":\"%s\",\"participants\":[\"%s\"]}"
                    .formatted(group, action, who.number)));
    assertEquals("200", done.path("updateParticipants").path(0).path("status").asString(), action);
  }

  /** Leaves, over the instance where there is one. */
  void leave(String group) {
    if (device.isPresent()) {
      ok(house.server.delete("/group/leaveGroup/" + instance.value() + "?groupJid=" + group));
    } else {
      ok(
          house.admin.post(
              "/admin/groups/%s/leave".formatted(group), "{\"by\":\"%s\"}".formatted(number)));
    }
  }

  void sayByPhone(String group, String text) {
    ok(
        house.admin.post(
            "/admin/phones/" + number + "/send",
            "{\"to\":\"%s\",\"text\":\"%s\"}".formatted(group, text)));
  }

  void sayByInstance(String group, String text) {
    JsonNode sent =
        ok(
            house.server.post(
                "/message/sendText/" + instance.value(),
                "{\"number\":\"%s\",\"text\":\"%s\"}".formatted(group, text)));
    assertEquals("SERVER_ACK", sent.path("status").asString());
  }

  /** Waits until both devices have read these, as far as they should. */
  void await(Collection<String> texts) throws InterruptedException {
    phone.await(texts);
    if (device.isPresent()) {
      device.get().await(texts);
    }
  }

  private static String list(Collection<CrowdMember> people) {
    return String.join(",", people.stream().map(p -> "\"" + p.number + "\"").toList());
  }

  private static JsonNode ok(Caller.Answer answer) {
    assertEquals(2, answer.status() / 100, answer::toString);
    return answer.body();
  }
}
