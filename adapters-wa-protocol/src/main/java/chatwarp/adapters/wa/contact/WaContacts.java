package chatwarp.adapters.wa.contact;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ContactSession;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Other people, as one account sees them (08 §4, §6, 05 §14). Any thread may call. */
public final class WaContacts implements ContactSession {
  private final Supplier<Connection> connection;
  private final Privacy privacy;
  private final TrustedContacts trusted;
  private final PictureLookup pictures;
  private final InstantSource clock;

  /**
   * @param connection the open one
   * @param clock the server's time
   */
  public WaContacts(
      Supplier<Connection> connection,
      Privacy privacy,
      TrustedContacts trusted,
      InstantSource clock) {
    this.connection = connection;
    this.privacy = privacy;
    this.trusted = trusted;
    this.pictures = new PictureLookup(trusted);
    this.clock = clock;
  }

  @Override
  public Optional<ProfilePicture> picture(Jid of, boolean preview) {
    return pictures.picture(connection.get(), of, preview);
  }

  @Override
  public void setPicture(Optional<GroupJid> group, Optional<byte[]> jpeg) {
    NodeBuilder iq = Connection.iq("set", "w:profile:picture").attrJid("target", group);
    jpeg.ifPresent(bytes ->
        iq.children(Node.builder("picture").attr("type", "image").bytes(bytes.clone()).build()));
    connection.get().request(iq);
  }

  @Override
  public StatusPrivacy statusPrivacy() {
    return StatusPrivacyLookup.ask(connection.get());
  }

  @Override
  public void subscribePresence(Jid person) {
    Connection open = connection.get();
    NodeBuilder subscription =
        Node.builder("presence").attr("type", "subscribe").attr("to", person.bare());
    trusted.forPresence(person).ifPresent(subscription::children);
    open.send(subscription.build());
  }

  @Override
  public void markRead(Jid chat, UserJid sender, List<MessageId> ids, boolean played) {
    if (ids.isEmpty()) {
      throw new InvalidValueException("ids", "cannot be empty");
    }
    String type = (played ? "played" : "read") + (privacy.readReceipts() ? "" : "-self");
    NodeBuilder receipt =
        Node.builder("receipt")
            .attr("id", ids.getFirst().value())
            .attr("to", chat.bare())
            .attr("type", type)
            .attr("t", clock.instant().getEpochSecond());
    if (!(chat instanceof UserJid)) {
      receipt.attr("participant", sender);
    }
    List<Node> others =
        ids.stream()
            .skip(1)
            .map(id -> Node.builder("item").attr("id", id.value()).build())
            .toList();
    if (!others.isEmpty()) {
      receipt.children(Node.builder("list").children(others).build());
    }
    connection.get().send(receipt.build());
  }
}
