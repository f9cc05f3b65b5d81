package chatwarp.adapters.persistence.conversation;

import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.port.StoreException;

/** The stored form of a message's status; the numbers grow with it and never change. */
final class StatusCode {
  private StatusCode() {}

  static int of(MessageStatus status) {
    return switch (status) {
      case ERROR -> 0;
      case PENDING -> 1;
      case SERVER_ACK -> 2;
      case DELIVERY_ACK -> 3;
      case READ -> 4;
      case PLAYED -> 5;
    };
  }

  static MessageStatus status(int code) {
    return switch (code) {
      case 0 -> MessageStatus.ERROR;
      case 1 -> MessageStatus.PENDING;
      case 2 -> MessageStatus.SERVER_ACK;
      case 3 -> MessageStatus.DELIVERY_ACK;
      case 4 -> MessageStatus.READ;
      case 5 -> MessageStatus.PLAYED;
      default -> throw new StoreException.Unreadable("message status " + code);
    };
  }
}
