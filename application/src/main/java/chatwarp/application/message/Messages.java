package chatwarp.application.message;

import chatwarp.domain.model.InstanceName;

/**
 * What users do with messages.
 *
 * <p>Any thread may call; methods block and are meant for virtual threads. Failures are {@link
 * SendException}s, {@link chatwarp.application.instance.InstanceException}s and the domain's port
 * exceptions.
 */
public interface Messages {
  /**
   * Sends a message and waits for the server's answer, up to the configured limit (10 s). After
   * that the message is still under way: its status is {@code PENDING}.
   *
   * @throws chatwarp.application.instance.InstanceException.NotFound when there is no instance
   * @throws SendException.NotConnected when it is not connected; nothing was kept
   * @throws SendException.NotOnWhatsApp when the number has no account
   * @throws SendException.Refused when the server refused the message
   * @throws SendException.KeyReused when the idempotency key was used for another request
   */
  SendResult send(InstanceName instance, SendRequest request);
}
