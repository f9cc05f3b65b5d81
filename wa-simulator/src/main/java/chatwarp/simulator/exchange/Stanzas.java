package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;

/** How the server spells its standard stanzas. */
public final class Stanzas {
  /** The sender of what comes from nobody in particular; always written as an address (02 §7.5). */
  public static final Jid SERVER = ServerJid.WHATSAPP;

  private Stanzas() {}

  /** The result of a request. */
  public static Node result(Node iq, Node... children) {
    return reply(iq, "result").children(children).build();
  }

  /** The refusal of a request. */
  public static Node error(Node iq, int code, String text) {
    Node error = Node.builder("error").attr("code", code).attr("text", text).build();
    return reply(iq, "error").children(error).build();
  }

  /** An answer comes from whom the request named; the server when it named nobody. */
  private static NodeBuilder reply(Node iq, String type) {
    Jid from = iq.attrJid("to").orElse(SERVER);
    return Node.builder("iq").attr("from", from).attr("type", type).attrText("id", iq.attr("id"));
  }

  /** A notification from the server or an account. */
  public static NodeBuilder notification(Jid from, String type, String id, long seconds) {
    return Node.builder("notification")
        .attr("from", from)
        .attr("type", type)
        .attr("id", id)
        .attr("t", seconds);
  }

  /** The end of a stream with a number, for example 515. */
  public static Node streamError(int code) {
    return Node.builder("stream:error").attr("code", code).build();
  }

  /** The end of a stream over a stanza that cannot be read. */
  public static Node notWellFormed() {
    return Node.of("stream:error", Node.of("xml-not-well-formed"));
  }

  /** The end of a stream because the same device connected again. */
  public static Node replaced() {
    return Node.of("stream:error", conflict("replaced"));
  }

  /** The end of a stream because the device was unlinked (03 §5.4). */
  public static Node deviceRemoved() {
    return streamError(401).toBuilder().children(conflict("device_removed")).build();
  }

  private static Node conflict(String type) {
    return Node.builder("conflict").attr("type", type).build();
  }

  /** The person behind a person's or a device's address, without the device. */
  static Jid person(Jid jid) {
    return jid instanceof DeviceJid device ? device.owner() : jid;
  }

  /** A device addressed in the manner of another address: by LID or by number. */
  static DeviceJid like(Device device, Jid other) {
    return byLid(other) ? device.lid() : device.jid();
  }

  /** A person addressed in the manner of another address: by LID or by number. */
  static UserJid like(Account account, Jid other) {
    return byLid(other) ? account.lid() : account.phone();
  }

  /** Whether an address names its owner by LID. */
  static boolean byLid(Jid jid) {
    return switch (jid) {
      case UserJid user -> user.isLid();
      case DeviceJid device -> device.isLid();
      default -> false;
    };
  }
}
