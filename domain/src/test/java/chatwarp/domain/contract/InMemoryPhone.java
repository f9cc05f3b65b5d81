package chatwarp.domain.contract;

import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.util.List;

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
    return whatsApp.sendText(this, to, text);
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
