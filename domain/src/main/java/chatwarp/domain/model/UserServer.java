package chatwarp.domain.model;

import java.util.Optional;

/**
 * The four servers that address a person. The domain byte is what AD_JIDs and Signal addresses
 * carry (02 §7.3: whatsmeow, Baileys and whatsapp-rust agree).
 */
public enum UserServer {
  /** Addressed by phone number. */
  PHONE("s.whatsapp.net", 0),
  /** Addressed by LID, the number-hiding identity of the same person. */
  LID("lid", 1),
  /** Cloud-hosted device of a phone number user. */
  HOSTED("hosted", 128),
  /** Cloud-hosted device of a LID user. */
  HOSTED_LID("hosted.lid", 129);

  private final String text;
  private final int domain;

  UserServer(String text, int domain) {
    this.text = text;
    this.domain = domain;
  }

  /** The part after the '@'. */
  public String text() {
    return text;
  }

  /** Domain byte of an AD_JID, also the numeric suffix of the Signal address name (0 = none). */
  public int domain() {
    return domain;
  }

  /** Whether users of this server are LIDs rather than phone numbers. */
  public boolean isLid() {
    return this == LID || this == HOSTED_LID;
  }

  /** The server with this text; {@code c.us} is the former spelling of the phone server. */
  public static Optional<UserServer> ofText(String text) {
    return switch (text) {
      case "s.whatsapp.net", "c.us" -> Optional.of(PHONE);
      case "lid" -> Optional.of(LID);
      case "hosted" -> Optional.of(HOSTED);
      case "hosted.lid" -> Optional.of(HOSTED_LID);
      default -> Optional.empty();
    };
  }

  /** The server with this domain byte, 0..255; other even values with bit 7 set mean hosted. */
  public static Optional<UserServer> ofDomain(int domain) {
    return switch (domain) {
      case 0 -> Optional.of(PHONE);
      case 1 -> Optional.of(LID);
      case 128 -> Optional.of(HOSTED);
      case 129 -> Optional.of(HOSTED_LID);
      default -> (domain & 0x81) == 0x80 && domain < 256 ? Optional.of(HOSTED) : Optional.empty();
    };
  }
}
