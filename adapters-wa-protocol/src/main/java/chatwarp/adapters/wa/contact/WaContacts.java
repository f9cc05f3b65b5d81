package chatwarp.adapters.wa.contact;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ContactSession;
import chatwarp.domain.port.SessionException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Other people, as one account sees them (08 §4, §6, 05 §14). Any thread may call. */
public final class WaContacts implements ContactSession {
  private static final int HIDDEN = 401;
  private static final int NONE = 404;

  private final Supplier<Connection> connection;
  private final Privacy privacy;
  private final TrustedContacts trusted;
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
    this.clock = clock;
  }

  @Override
  public Optional<ProfilePicture> picture(Jid of, boolean preview) {
    Connection open = connection.get();
    NodeBuilder wanted =
        Node.builder("picture").attr("type", preview ? "preview" : "image").attr("query", "url");
    trusted.forPicture(of).ifPresent(wanted::children);
    try {
      Node answer =
          open.request(
              Connection.iq("get", "w:profile:picture")
                  .attr("target", of.bare())
                  .children(wanted.build()));
      // Without an address there is none, or none that we may see.
      return answer.child("picture").filter(p -> p.has("url")).map(WaContacts::read);
    } catch (SessionException.Refused e) {
      if (e.code() == HIDDEN || e.code() == NONE) {
        return Optional.empty();
      }
      throw e;
    } catch (NodeException e) {
      throw new SessionException.Malformed("the answer about a picture cannot be read", e);
    }
  }

  private static ProfilePicture read(Node picture) {
    try {
      return new ProfilePicture(picture.attr("id").orElse(""), new URI(picture.requireAttr("url")));
    } catch (URISyntaxException e) {
      throw new SessionException.Malformed("a picture's address is none", e);
    }
  }

  @Override
  public void setPicture(Optional<GroupJid> group, Optional<byte[]> jpeg) {
    NodeBuilder iq = Connection.iq("set", "w:profile:picture").attrJid("target", group);
    jpeg.ifPresent(bytes ->
        iq.children(Node.builder("picture").attr("type", "image").bytes(bytes.clone()).build()));
    connection.get().request(iq);
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
