package chatwarp.bootstrap.cli;

/** Chooses the form of the log before the first line is written. */
final class Logging {
  private static final String APPENDER = "chatwarp.log.appender";

  private Logging() {}

  /**
   * JSON lines for machines, or plain lines for people. Read by {@code logback.xml}, so it has to
   * run before any logger is made.
   */
  static void configure(boolean json) {
    System.setProperty(APPENDER, json ? "JSON" : "TEXT");
  }
}
