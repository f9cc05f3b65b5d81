package chatwarp.adapters.wa.node;

import chatwarp.adapters.wa.node.NodeFormatException.Fault;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.NewsletterJid;
import chatwarp.domain.model.OtherJid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.UserServer;
import org.jspecify.annotations.Nullable;

/** Reads the four forms of an address (02 §7). */
final class JidReader {
  /** By domain byte; null where a domain does not exist. */
  private static final @Nullable UserServer[] DOMAINS = domains();

  private JidReader() {}

  /** Reads what follows one of the four tags. */
  static Jid read(WireReader in, int tag) {
    try {
      return switch (tag) {
        case Tags.JID_PAIR -> pair(in);
        case Tags.AD_JID -> device(in);
        case Tags.FB_JID -> facebook(in);
        default -> interop(in);
      };
    } catch (InvalidValueException e) {
      throw new NodeFormatException(Fault.JID, "an address " + e.reason(), e);
    }
  }

  private static Jid pair(WireReader in) {
    String user = part(in);
    String server = part(in);
    if (server == null || server.isEmpty()) {
      throw new NodeFormatException(Fault.JID, "an address without server");
    }
    if (user == null || user.isEmpty()) {
      return server.equals(ServerJid.WHATSAPP.server())
          ? ServerJid.WHATSAPP
          : new ServerJid(server);
    }
    return switch (server) {
      case "s.whatsapp.net", "c.us" -> person(user, UserServer.PHONE);
      case "lid" -> person(user, UserServer.LID);
      case "g.us" -> new GroupJid(user);
      case "broadcast" -> user.equals("status") ? BroadcastJid.STATUS : new BroadcastJid(user);
      case "newsletter" -> new NewsletterJid(user);
      case "hosted" -> person(user, UserServer.HOSTED);
      case "hosted.lid" -> person(user, UserServer.HOSTED_LID);
      default -> new OtherJid(user, server, 0, 0);
    };
  }

  /** A user may still spell an agent or a device in text; the text form knows how to read that. */
  private static Jid person(String user, UserServer server) {
    try {
      return new UserJid(user, server);
    } catch (InvalidValueException e) { // so rare that nobody else should pay for looking
      return Jid.parse(user + "@" + server.text());
    }
  }

  private static Jid device(WireReader in) {
    UserServer server = DOMAINS[in.u8()];
    int device = in.u8();
    String user = part(in);
    if (server == null || user == null) {
      throw new NodeFormatException(Fault.JID, "a device address without user or known domain");
    }
    UserJid owner = new UserJid(user, server);
    return device == 0 ? owner : new DeviceJid(owner, device);
  }

  private static Jid facebook(WireReader in) {
    String user = part(in);
    int device = in.u16();
    return other(user, device, 0, part(in), Tags.FB_SERVER);
  }

  private static Jid interop(WireReader in) {
    String user = part(in);
    int device = in.u16();
    int integrator = in.u16();
    return other(user, device, integrator, part(in), Tags.INTEROP_SERVER);
  }

  private static Jid other(
      @Nullable String user, int device, int integrator, @Nullable String server, String only) {
    if (user == null || !only.equals(server)) {
      throw new NodeFormatException(Fault.JID, "an address of this form must be on " + only);
    }
    return new OtherJid(user, only, device, integrator);
  }

  private static @Nullable String part(WireReader in) {
    int tag = in.u8();
    if (WireReader.isAddress(tag)) {
      throw new NodeFormatException(Fault.JID, "an address inside an address");
    }
    return in.textOrNull(tag);
  }

  private static @Nullable UserServer[] domains() {
    @Nullable UserServer[] domains = new @Nullable UserServer[256];
    for (int i = 0; i < domains.length; i++) {
      domains[i] = UserServer.ofDomain(i).orElse(null);
    }
    return domains;
  }
}
