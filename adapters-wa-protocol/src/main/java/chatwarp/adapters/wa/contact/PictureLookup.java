package chatwarp.adapters.wa.contact;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.port.SessionException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Asks the server where somebody's picture is (08 §4). Any thread may call. */
final class PictureLookup {
  private static final int HIDDEN = 401;
  private static final int NONE = 404;

  private final TrustedContacts trusted;

  PictureLookup(TrustedContacts trusted) {
    this.trusted = trusted;
  }

  /** Blocks; none when there is none, or none that we may see. */
  Optional<ProfilePicture> picture(Connection connection, Jid of, boolean preview) {
    NodeBuilder wanted =
        Node.builder("picture").attr("type", preview ? "preview" : "image").attr("query", "url");
    trusted.forPicture(of).ifPresent(wanted::children);
    try {
      Node answer =
          connection.request(
              Connection.iq("get", "w:profile:picture")
                  .attr("target", of.bare())
                  .children(wanted.build()));
      // Without an address there is none, or none that we may see.
      return answer.child("picture").filter(p -> p.has("url")).map(PictureLookup::read);
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
}
