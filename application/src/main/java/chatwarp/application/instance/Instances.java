package chatwarp.application.instance;

import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.InstanceFilter;
import java.util.List;
import java.util.Optional;

/**
 * What users do with instances.
 *
 * <p>Any thread may call; methods block and are meant for virtual threads. Failures are {@link
 * InstanceException}s and the domain's port exceptions.
 */
public interface Instances {
  /**
   * Creates an instance.
   *
   * @param connect connect at once and wait for the first QR (or pairing code, when a number is
   *     given), up to the configured limit
   * @throws InstanceException.NameTaken when the name is in use
   */
  Created create(InstanceConfig config, boolean connect);

  /** The stored instance, for whoever checks keys. */
  Optional<Instance> find(InstanceName name);

  /** Instances with state and counts, by creation time. */
  List<InstanceView> list(InstanceFilter filter);

  /**
   * One instance with state and counts.
   *
   * @throws InstanceException.NotFound when there is none
   */
  InstanceView get(InstanceName name);

  /**
   * Connects, and waits for what the user must do next: nothing when open, else the first QR or the
   * pairing code, up to the configured limit.
   *
   * @param number pair by code with this phone, digits only
   */
  Pairing connect(InstanceName name, Optional<String> number);

  /** Drops the connection and connects again; answers as {@link #connect}. */
  Pairing restart(InstanceName name);

  /**
   * Unlinks the account and deletes its keys, whatever the server says.
   *
   * @throws InstanceException.NotConnected when there is no connection
   */
  void logout(InstanceName name);

  /** Deletes an instance in any state, logging it out first when it is connected. */
  void delete(InstanceName name);

  /** Sets where events are posted, from the next event on. */
  WebhookConfig setWebhook(InstanceName name, WebhookConfig webhook);

  /** Where events are posted. */
  Optional<WebhookConfig> webhook(InstanceName name);

  /** A new instance, and how its pairing stands when that was asked for. */
  record Created(InstanceView view, Optional<Pairing> pairing) {}
}
