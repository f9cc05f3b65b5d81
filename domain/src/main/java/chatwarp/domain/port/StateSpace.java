package chatwarp.domain.port;

/** The kinds of keyed state a session keeps. The text is what is stored; it never changes. */
public enum StateSpace {
  /** Identity keys of other devices. */
  IDENTITY("identity"),
  /** Double Ratchet sessions. */
  SESSION("session"),
  /** Own one-time prekeys. */
  PREKEY("prekey"),
  /** Former signed prekeys. */
  SIGNED_PREKEY("signed_prekey"),
  /** Sender keys, own and others'. */
  SENDER_KEY("sender_key"),
  /** Which devices have our sender key of a group. */
  SENDER_KEY_MEMORY("sender_key_memory"),
  /** Metadata of groups. */
  GROUP("group"),
  /** Phone number to LID and back. */
  LID_MAP("lid_map"),
  /** Devices of a person. */
  DEVICE_LIST("device_list"),
  /** Plaintext of sent messages, for retry receipts. */
  SENT_MESSAGE("sent_message"),
  /** Retry counters of messages that could not be decrypted. */
  RETRY("retry"),
  /** App state keys. */
  APP_STATE_KEY("app_state_key"),
  /** App state versions and hashes. */
  APP_STATE("app_state"),
  /** Privacy tokens of contacts. */
  PRIVACY_TOKEN("privacy_token");

  private final String text;

  StateSpace(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
