package chatwarp.application.message;

import java.time.Duration;

/**
 * How messages are sent.
 *
 * @param ackWait how long a request waits for the server's ack
 * @param typingLimit longest time typing is shown before a message
 * @param keepRegistered how long a number known to be on WhatsApp is not asked for again
 * @param keepUnregistered the same for one that is not
 * @param rememberedNumbers numbers remembered at most
 * @param maxMediaBytes larger files are refused
 */
public record SendSettings(
    Duration ackWait,
    Duration typingLimit,
    Duration keepRegistered,
    Duration keepUnregistered,
    int rememberedNumbers,
    long maxMediaBytes) {
  public static final SendSettings DEFAULT =
      new SendSettings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofDays(7),
          Duration.ofMinutes(5),
          50_000,
          2L * 1024 * 1024 * 1024);
}
