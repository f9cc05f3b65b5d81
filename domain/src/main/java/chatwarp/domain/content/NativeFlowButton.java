package chatwarp.domain.content;

/** A button under a message; each becomes a native flow of WhatsApp's (protocol/05 §19). */
public sealed interface NativeFlowButton {
  /** Answers with its text and an id. */
  record Reply(String text, String id) implements NativeFlowButton {}

  /** Opens a page. */
  record Link(String text, String url) implements NativeFlowButton {}

  /** Calls a number. */
  record Call(String text, String phoneNumber) implements NativeFlowButton {}

  /** Copies a code. */
  record Copy(String text, String code) implements NativeFlowButton {}

  /**
   * Pays by PIX, Brazil's instant payment.
   *
   * @param keyType PHONE, EMAIL, CPF, CNPJ or EVP
   */
  record Pix(String currency, String merchant, String keyType, String key)
      implements NativeFlowButton {}

  /**
   * Any other flow.
   *
   * @param paramsJson a JSON object
   */
  record Other(String name, String paramsJson) implements NativeFlowButton {}
}
