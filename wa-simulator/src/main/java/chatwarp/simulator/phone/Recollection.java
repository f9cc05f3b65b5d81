package chatwarp.simulator.phone;

import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.content.Originals;
import java.util.Optional;

/** The messages of one phone, sent and got, by id. Belongs to the phone's executor. */
final class Recollection implements Originals {
  private final PhoneKit kit;
  private final PhoneGroups groups;
  private final SentMessages sent;
  private final Journal<InboxEntry> inbox;

  Recollection(PhoneKit kit, PhoneGroups groups, SentMessages sent, Journal<InboxEntry> inbox) {
    this.kit = kit;
    this.groups = groups;
    this.sent = sent;
    this.inbox = inbox;
  }

  @Override
  public Optional<Original> find(String id) {
    Optional<Original> own =
        sent.find(id)
            .map(message ->
                new Original(id, message.to(), self(message.to()), true, message.message()));
    return own.or(() -> received(id));
  }

  private Optional<Original> received(String id) {
    return inbox.entries(entry -> entry.id().equals(id)).stream()
        .flatMap(entry ->
            entry.message().stream()
                .map(message ->
                    new Original(
                        id, entry.chat(), entry.from().owner(), kit.own(entry.from()), message)))
        .findFirst();
  }

  @Override
  public UserJid self(Jid chat) {
    return switch (chat) {
      case GroupJid group ->
          groups.find(group).map(known -> known.manner(kit.account())).orElse(kit.account().lid());
      case UserJid person -> kit.account().like(person);
      default -> kit.account().phone();
    };
  }
}
