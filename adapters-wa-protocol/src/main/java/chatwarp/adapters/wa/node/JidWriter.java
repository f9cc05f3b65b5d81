package chatwarp.adapters.wa.node;

import chatwarp.adapters.wa.node.NodeFormatException.Fault;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.NewsletterJid;
import chatwarp.domain.model.OtherJid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.UserServer;

/**
 * Writes each kind of address in its form (02 §7.4). The domain byte always comes from the server,
 * never from what was read: servers refuse group messages with the wrong one.
 */
final class JidWriter {
  private JidWriter() {}

  static void write(WireWriter out, Jid jid) {
    switch (jid) {
      case UserJid user -> user(out, user, 0);
      case DeviceJid device -> user(out, device.owner(), device.device());
      case GroupJid group -> pair(out, group.user(), GroupJid.SERVER);
      case BroadcastJid list -> pair(out, list.user(), BroadcastJid.SERVER);
      case NewsletterJid channel -> pair(out, channel.user(), NewsletterJid.SERVER);
      case ServerJid server -> {
        out.u16(Tags.JID_PAIR << 8 | Tags.LIST_EMPTY);
        out.text(server.server());
      }
      case OtherJid other -> other(out, other);
    }
  }

  private static void user(WireWriter out, UserJid user, int device) {
    UserServer server = user.kind();
    if (device == 0 && (server == UserServer.PHONE || server == UserServer.LID)) {
      pair(out, user.user(), server.text());
      return;
    }
    if (device > 0xFF) {
      throw new NodeFormatException(Fault.UNWRITABLE, "a device above 255");
    }
    out.u8(Tags.AD_JID);
    out.u16(server.domain() << 8 | device);
    out.text(user.user());
  }

  private static void pair(WireWriter out, String user, String server) {
    out.u8(Tags.JID_PAIR);
    out.text(user);
    out.text(server);
  }

  private static void other(WireWriter out, OtherJid jid) {
    switch (jid.server()) {
      case Tags.FB_SERVER -> {
        out.u8(Tags.FB_JID);
        out.text(jid.user());
        out.u16(jid.device());
        out.text(jid.server());
      }
      case Tags.INTEROP_SERVER -> {
        out.u8(Tags.INTEROP_JID);
        out.text(jid.user());
        out.u16(jid.device());
        out.u16(jid.integrator());
        out.text(jid.server());
      }
      default -> {
        if (jid.device() != 0) {
          throw new NodeFormatException(Fault.UNWRITABLE, "a device on a server without devices");
        }
        pair(out, jid.user(), jid.server());
      }
    }
  }
}
