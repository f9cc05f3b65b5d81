package chatwarp.domain.port;

import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import java.util.List;

/**
 * One account on WhatsApp, for the life of its instance: the connection comes and goes, the session
 * keeps its state. One per instance.
 *
 * <p>Any thread may call. Methods block where they say so and are meant for virtual threads;
 * failures are {@link SessionException}s. What happens is told to the {@link SessionHost}.
 */
public interface ProtocolSession extends AutoCloseable {

  /**
   * Starts one connection and returns at once; nothing happens while one exists. Without an account
   * the device registers and offers QRs, else it logs in. The outcome arrives as a {@link
   * SessionSignal}; a session never connects again by itself.
   */
  void connect();

  /**
   * Asks for a pairing code instead of a QR. Blocks until the server answered.
   *
   * @param number digits only, country code first
   * @return eight characters to type on the phone
   */
  String requestPairingCode(String number);

  /**
   * Sends a message: encrypts for every device, keeps it, puts it on the wire. Blocks until the
   * message is kept ({@link Sending#stored} is then complete), not until it is acknowledged.
   * Messages to one chat must be handed over one after the other to keep their order.
   */
  default Sending send(OutgoingMessage message) {
    return send(List.of(message)).getFirst();
  }

  /**
   * Sends messages of one chat that make no sense without each other, like {@link
   * #send(OutgoingMessage)}: they are kept in one step, so all of them or none, and leave in this
   * order.
   *
   * @param messages at least one, to one chat
   * @return in the order of the messages
   */
  List<Sending> send(List<OutgoingMessage> messages);

  /** Which of these are on WhatsApp, in the order asked. Blocks until the server answered. */
  List<Registration> lookup(List<UserJid> people);

  /** Shows typing or recording in a chat. */
  void sendChatState(Jid chat, ChatState state);

  /** Groups and communities. */
  GroupSession groups();

  /** The media hosts. */
  MediaSession media();

  /** Other people's pictures, presence and what was read of theirs. */
  ContactSession contacts();

  /** Shows the account as available or not. */
  void sendPresence(boolean available);

  /**
   * Unlinks the device on the server. Blocks up to 10 s; the connection ends whatever the server
   * says, and a {@link SessionSignal.Closed} follows.
   */
  void logout();

  /** Ends the connection. Blocks until what was staged is durable; a signal follows. */
  void disconnect();

  /** Ends the connection and the session, for good. Nothing is signalled any more. */
  @Override
  void close();
}
