package chatwarp.adapters.http.evolution;

import java.util.List;

/** A body that breaks the schema of a group operation. */
public final class GroupBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> violations;

  public GroupBodyException(List<String> violations) {
    super("the body breaks its schema");
    this.violations = List.copyOf(violations);
  }

  /** One sentence each; the first word is the member. */
  public List<String> violations() {
    return violations;
  }
}
