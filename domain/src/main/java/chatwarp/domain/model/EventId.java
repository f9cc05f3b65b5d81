package chatwarp.domain.model;

import java.util.UUID;

/** Identity of an event, a UUIDv7; the same on every attempt to deliver it. */
public record EventId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
