package chatwarp.domain.model;

/**
 * An address on WhatsApp. What kind of address it is decides what can be done with it, so each kind
 * is a type. {@code toString} is the canonical text form and {@link #parse} its inverse.
 */
public sealed interface Jid
    permits UserJid, DeviceJid, GroupJid, BroadcastJid, NewsletterJid, ServerJid, OtherJid {

  /** The part before the '@', without device; empty for a {@link ServerJid}. */
  String user();

  /** The part after the '@'. */
  String server();

  /** This address without its device. */
  Jid bare();

  /**
   * Reads the text form, for example {@code 5511999998888:3@s.whatsapp.net}. Device 0 and a legacy
   * agent are accepted and dropped; {@code c.us} becomes the phone server.
   *
   * @throws InvalidValueException when the text is not an address
   */
  static Jid parse(String text) {
    return JidText.parse(text);
  }
}
