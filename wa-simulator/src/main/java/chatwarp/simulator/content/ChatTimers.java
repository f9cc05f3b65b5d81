package chatwarp.simulator.content;

import chatwarp.adapters.wa.proto.ContextInfo;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.domain.model.UserJid;
import java.util.HashMap;
import java.util.Map;

/**
 * The disappearing timers of a phone's chats with people (05 §18): the setting made last counts,
 * whoever made it, and everything said in such a chat carries it. Not thread-safe.
 */
public final class ChatTimers {
  private record Timer(int seconds, long setAt) {}

  private final Map<UserJid, Timer> timers = new HashMap<>();

  /** Learns from a message that came or is about to go. */
  public void learn(UserJid chat, Message message, long sentAt) {
    if (message.hasProtocolMessage()) {
      ProtocolMessage setting = message.getProtocolMessage();
      if (setting.getType() == ProtocolMessage.Type.EPHEMERAL_SETTING) {
        set(chat, new Timer(setting.getEphemeralExpiration(), sentAt));
      }
      return;
    }
    ContextInfo context = ContextStamp.of(message);
    if (context.getExpiration() > 0 && context.getEphemeralSettingTimestamp() > 0) {
      set(chat, new Timer(context.getExpiration(), context.getEphemeralSettingTimestamp()));
    }
  }

  private void set(UserJid chat, Timer next) {
    timers.merge(chat, next, (old, newer) -> newer.setAt() >= old.setAt() ? newer : old);
  }

  /** The message with the chat's timer, unless it says itself when it disappears. */
  public Message stamped(UserJid chat, Message message) {
    Timer timer = timers.getOrDefault(chat, new Timer(0, 0));
    ContextInfo context = ContextStamp.of(message);
    if (timer.seconds() == 0 || context.getExpiration() > 0) {
      return message;
    }
    return ContextStamp.instead(
        message,
        context.toBuilder()
            .setExpiration(timer.seconds())
            .setEphemeralSettingTimestamp(timer.setAt())
            .build());
  }
}
