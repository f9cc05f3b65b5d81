package chatwarp.bootstrap.wiring;

import chatwarp.bootstrap.config.ConfigException;
import chatwarp.bootstrap.config.Configuration;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Network;
import java.util.Optional;

/** Decides which WhatsApp the instances live on. */
final class Networks {
  private Networks() {}

  /**
   * The simulator when it runs here, else what is configured, else the real one.
   *
   * @throws ConfigException when the settings contradict each other or are refused
   */
  static Network choose(Configuration.WhatsApp configured, Optional<OfflineWhatsApp> simulator) {
    if (simulator.isPresent()) {
      if (configured.url().isPresent() || configured.rootKey().isPresent()) {
        throw new ConfigException("whatsapp.url and whatsapp.root-key do not go with --simulator");
      }
      return simulator.get().network();
    }
    try {
      return new Network(
          configured.url().orElse(Network.WHATSAPP.url()),
          configured.rootKey().orElse(Network.WHATSAPP_ROOT_KEY));
    } catch (InvalidValueException e) {
      throw new ConfigException("whatsapp: " + e.getMessage(), e);
    }
  }
}
