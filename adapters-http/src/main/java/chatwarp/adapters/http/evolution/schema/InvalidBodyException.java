package chatwarp.adapters.http.evolution.schema;

import java.util.List;

/** A body that breaks its schema. */
public final class InvalidBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> violations;

  public InvalidBodyException(List<String> violations) {
    super("the body breaks its schema");
    this.violations = List.copyOf(violations);
  }

  /** One sentence each, in the order they are told. */
  public List<String> violations() {
    return violations;
  }
}
