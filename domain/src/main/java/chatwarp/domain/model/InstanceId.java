package chatwarp.domain.model;

import java.util.UUID;

/** Identity of an instance for its whole life; a name may be reused, an id never. */
public record InstanceId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
