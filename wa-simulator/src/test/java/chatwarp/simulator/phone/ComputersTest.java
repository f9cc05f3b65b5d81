package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.GroupJid;
import chatwarp.simulator.exchange.Stanzas;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Computers linked to phones of this process: each device of an account gets what is for it. */
class ComputersTest {
  private final World world = new World();
  private final Phone ana = world.phone("Ana");
  private final Phone bia = world.phone("Bia");
  private final Phone first = world.phones.linkComputer(ana);
  private final Phone second = world.phones.linkComputer(ana);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everyDeviceOfAPersonReadsWhatTheyAreSent() throws Exception {
    String id = bia.sendText(ana.account().phone(), "to all of you").get();
    for (Phone device : List.of(ana, first, second)) {
      assertEquals(Optional.of("to all of you"), arrived(device, id).text());
    }
    assertEquals(List.of(), world.violations.list());
  }

  @Test
  void theOtherDevicesSeeWhatOneOfThemSends() throws Exception {
    String id = first.sendText(bia.account().phone(), "from the desk").get();
    assertEquals(first.device().jid(), arrived(bia, id).from());
    for (Phone device : List.of(ana, second)) {
      InboxEntry copy = arrived(device, id);
      assertEquals(Optional.of("from the desk"), copy.text());
      assertEquals(bia.account().phone(), copy.chat());
    }
    assertEquals(List.of(), first.inbox().entries());
    assertEquals(List.of(), world.violations.list());
  }

  @Test
  void everyDeviceReadsAGroupAndWritesToIt() throws Exception {
    GroupJid group =
        new GroupJid(
            ana.groups()
                .create("Test", List.of(bia.account().phone()), List.of())
                .get()
                .requireAttr("id"));
    String asked = say(bia, group, "who is there?");
    for (Phone device : List.of(ana, first, second)) {
      assertEquals(Optional.of("who is there?"), arrived(device, asked).text());
    }
    String answer = say(second, group, "the second");
    for (Phone device : List.of(ana, first, bia)) {
      assertEquals(Optional.of("the second"), arrived(device, answer).text());
    }
    assertEquals(List.of(), world.violations.list());
  }

  @Test
  void aLostSessionOfAComputerIsHealedByARetry() throws Exception {
    arrived(first, bia.sendText(ana.account().phone(), "before").get());
    first.forgetSession(bia.device()).get();
    String id = bia.sendText(ana.account().phone(), "after").get();
    assertTrue(
        first
            .inbox()
            .await(entry -> entry.id().equals(id) && entry.text().isPresent(), World.SOON)
            .isPresent());
  }

  @Test
  void anUnlinkedComputerGetsNothingMore() throws Exception {
    GroupJid group =
        new GroupJid(
            bia.groups()
                .create("Test", List.of(ana.account().phone()), List.of())
                .get()
                .requireAttr("id"));
    arrived(second, say(bia, group, "before"));
    ana.account().unlink(second.device());
    world.exchange.forget(second.device(), Stanzas.deviceRemoved());
    world.accounts.announceUnlinked(second.device());
    String id = say(bia, group, "after");
    arrived(first, id);
    assertEquals(1, second.inbox().entries().size());
    assertTrue(world.phones.computer(second.device().jid()).isEmpty());
  }

  private static String say(Phone phone, GroupJid group, String text) throws Exception {
    return phone
        .sendToGroup(group, MessageText.message(text), Optional.empty(), SendFault.NONE)
        .get();
  }

  private static InboxEntry arrived(Phone phone, String id) throws InterruptedException {
    return phone.inbox().await(entry -> entry.id().equals(id), World.SOON).orElseThrow();
  }
}
