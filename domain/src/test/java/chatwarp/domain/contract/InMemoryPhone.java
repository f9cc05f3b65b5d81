package chatwarp.domain.contract;

import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.GroupSession;
import java.util.List;
import java.util.Optional;

/** The phone of an account on the in-memory WhatsApp. Any thread may call. */
public final class InMemoryPhone {
  private final InMemoryWhatsApp whatsApp;
  private final UserJid jid;
  private final UserJid lid;

  InMemoryPhone(InMemoryWhatsApp whatsApp, UserJid jid, UserJid lid) {
    this.whatsApp = whatsApp;
    this.jid = jid;
    this.lid = lid;
  }

  public UserJid jid() {
    return jid;
  }

  public UserJid lid() {
    return lid;
  }

  /** Links the device that shows this QR. Blocks until the device knows. */
  public void scan(String qr) {
    whatsApp.link(this, qr);
  }

  /** Links the device that was given this pairing code. Blocks until the device knows. */
  public void enterCode(String code) {
    whatsApp.link(this, code);
  }

  /** Removes every linked device. */
  public void unlink() {
    whatsApp.unlink(this);
  }

  /** Sends a text; blocks until it was handed to every connected device of the recipient. */
  public MessageId sendText(UserJid to, String text) {
    return whatsApp.send(this, to, TextContent.of(text), List.of());
  }

  /** Sends anything to a person or group; blocks like {@link #sendText}. */
  public MessageId send(Jid to, MessageContent content) {
    return whatsApp.send(this, to, content, List.of());
  }

  /** Posts to the status feed for these people; blocks like {@link #sendText}. */
  public MessageId post(List<UserJid> viewers, MessageContent content) {
    return whatsApp.send(this, BroadcastJid.STATUS, content, viewers);
  }

  /** Shows a picture of its owner, or none any more. */
  public void showPicture(Optional<byte[]> jpeg) {
    whatsApp.setPicture(jid, jid, jpeg);
  }

  /** Lets everybody learn that its number and its LID are one person's. */
  public void showNumber() {
    whatsApp.introduce(this);
  }

  /** Chooses who may see its owner's status posts. */
  public void showStatus(StatusPrivacy to) {
    whatsApp.showStatus(jid, to);
  }

  /** Its groups. */
  public GroupSession groups() {
    return whatsApp.groupsOf(this);
  }

  /** What it was sent, with what surrounds it, in order. */
  public List<ReadContent> contents() {
    return whatsApp.contents(this);
  }

  /** Types in a chat, records or stops. */
  public void type(Jid chat, ChatState state) {
    whatsApp.type(this, chat, state);
  }

  /** Plays everything so far: its senders get a played receipt. */
  public void playAll() {
    whatsApp.readBy(this, MessageStatus.PLAYED);
  }

  /** What it was sent, in order, repeats not counted. */
  public List<String> received() {
    return whatsApp.received(this);
  }

  /** The same, waiting until there are so many. */
  public List<String> awaitTexts(int count) {
    return whatsApp.awaitTexts(this, count);
  }

  /** Reads everything so far: its senders get a read receipt. */
  public void readAll() {
    whatsApp.readAll(this);
  }
}
