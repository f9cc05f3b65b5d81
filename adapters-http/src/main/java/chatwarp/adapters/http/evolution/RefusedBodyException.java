package chatwarp.adapters.http.evolution;

import java.util.List;

/** A body that keeps to its schema and still cannot be done. */
public final class RefusedBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> sentences;

  /**
   * @param text what the user reads
   */
  public RefusedBodyException(String text) {
    this(List.of(text));
  }

  public RefusedBodyException(String text, Throwable cause) {
    super(text, cause);
    this.sentences = List.of(text);
  }

  /** With more than one sentence. */
  public RefusedBodyException(List<String> sentences) {
    super(String.join(" ", sentences));
    this.sentences = List.copyOf(sentences);
  }

  /** What the user reads. */
  public List<String> sentences() {
    return sentences;
  }
}
