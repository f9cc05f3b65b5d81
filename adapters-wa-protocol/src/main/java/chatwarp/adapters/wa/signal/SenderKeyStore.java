package chatwarp.adapters.wa.signal;

/** The sender keys, one record a group and sending device, our own included. */
public interface SenderKeyStore {
  /** The record of a sender in a group; {@link SenderKeyRecord#empty} when there is none. */
  SenderKeyRecord senderKey(SenderKeyName name);

  /** Keeps a record in place of the one before. */
  void saveSenderKey(SenderKeyName name, SenderKeyRecord record);

  /** Deletes a record, so that the next one created has a new key. */
  void deleteSenderKey(SenderKeyName name);
}
