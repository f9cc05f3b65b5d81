package chatwarp.application.instance;

import chatwarp.domain.event.PairingOffer;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.port.InstanceCounts;
import java.util.Optional;

/**
 * An instance as its user sees it.
 *
 * @param offer the QR or code that can be shown now
 * @param lastError why the last connection ended, a phrase
 */
public record InstanceView(
    Instance instance,
    InstanceState state,
    InstanceCounts counts,
    Optional<PairingOffer> offer,
    Optional<String> lastError) {}
