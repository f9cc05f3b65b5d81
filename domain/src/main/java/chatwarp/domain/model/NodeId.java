package chatwarp.domain.model;

/** Identity of a server node, kept in its data folder; the owner named in a {@link Lease}. */
public record NodeId(String value) {
  public NodeId {
    if (value.isBlank() || value.length() > 64) {
      throw new InvalidValueException("nodeId", "must have 1 to 64 characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
