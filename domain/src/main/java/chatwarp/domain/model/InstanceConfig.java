package chatwarp.domain.model;

import java.util.Optional;

/**
 * What a user says when creating an instance.
 *
 * @param number phone number the user means to pair, digits only
 */
public record InstanceConfig(
    InstanceName name,
    Optional<InstanceToken> token,
    String integration,
    Optional<String> businessId,
    Optional<String> number,
    InstanceSettings settings,
    Optional<ProxyConfig> proxy,
    Optional<WebhookConfig> webhook) {
  /** The only kind of instance there is so far, spelled as Evolution API does. */
  public static final String BAILEYS_INTEGRATION = "WHATSAPP-BAILEYS";

  /** A configuration with nothing but a name. */
  public static InstanceConfig named(InstanceName name) {
    return new InstanceConfig(
        name,
        Optional.empty(),
        BAILEYS_INTEGRATION,
        Optional.empty(),
        Optional.empty(),
        InstanceSettings.DEFAULT,
        Optional.empty(),
        Optional.empty());
  }
}
