package chatwarp.domain.port;

/** Names a sink of an instance's events, for example {@code webhook} or {@code webhook.global}. */
public record TargetId(String value) {
  public static final TargetId WEBHOOK = new TargetId("webhook");
  public static final TargetId GLOBAL_WEBHOOK = new TargetId("webhook.global");

  @Override
  public String toString() {
    return value;
  }
}
