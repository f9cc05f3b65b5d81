package chatwarp.domain.port;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceToken;

/** Which instances to list. */
public sealed interface InstanceFilter {
  record All() implements InstanceFilter {}

  record ByName(InstanceName name) implements InstanceFilter {}

  record ById(InstanceId id) implements InstanceFilter {}

  /** By the number of the account, digits only; before pairing, by the configured one. */
  record ByNumber(String number) implements InstanceFilter {}

  record ByToken(InstanceToken token) implements InstanceFilter {}
}
