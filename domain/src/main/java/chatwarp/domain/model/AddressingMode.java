package chatwarp.domain.model;

import java.util.Locale;

/** Whether a chat names its people by phone number or by LID. */
public enum AddressingMode {
  PN,
  LID;

  /** The word on the wire. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
