package chatwarp.application;

import chatwarp.application.event.DeliverySettings;
import chatwarp.application.instance.ConnectionSettings;
import chatwarp.application.message.SendSettings;
import chatwarp.domain.model.NodeId;

/**
 * What can be set.
 *
 * @param remembered chats, contacts and message statuses remembered at most, each
 */
public record ApplicationSettings(
    ConnectionSettings connections,
    SendSettings sending,
    DeliverySettings delivery,
    int remembered) {
  private static final int REMEMBERED = 50_000;

  /** The defaults. */
  public static ApplicationSettings of(NodeId node) {
    return new ApplicationSettings(
        ConnectionSettings.of(node), SendSettings.DEFAULT, DeliverySettings.DEFAULT, REMEMBERED);
  }
}
