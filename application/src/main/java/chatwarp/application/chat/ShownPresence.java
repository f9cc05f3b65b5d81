package chatwarp.application.chat;

import chatwarp.domain.port.ChatState;

/** What an account shows of itself to others. */
public sealed interface ShownPresence {
  /** What it does in one chat. */
  record InChat(ChatState state) implements ShownPresence {}

  /** Whether it is there, which everybody sees. */
  record OfAccount(boolean available) implements ShownPresence {}
}
