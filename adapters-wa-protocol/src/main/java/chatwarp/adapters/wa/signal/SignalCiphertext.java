package chatwarp.adapters.wa.signal;

/**
 * An encrypted message as it goes into an {@code enc} node.
 *
 * @param bytes not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a value on its way to the wire, never compared
public record SignalCiphertext(CiphertextType type, byte[] bytes) {
  @Override
  public String toString() {
    return "SignalCiphertext[" + type + ", " + bytes.length + " bytes]";
  }
}
