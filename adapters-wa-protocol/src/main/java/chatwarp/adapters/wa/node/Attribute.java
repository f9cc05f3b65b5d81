package chatwarp.adapters.wa.node;

import chatwarp.domain.model.Jid;

/**
 * The value of an attribute. Addresses are a kind of their own because peers tell them apart: the
 * same characters written as text are not an address to them (02 §7.5).
 */
public sealed interface Attribute {

  /** Plain text. */
  record Text(String text) implements Attribute {}

  /** An address. */
  record Address(Jid jid) implements Attribute {}

  /** The text form of either kind. */
  default String text() {
    return switch (this) {
      case Text(String text) -> text;
      case Address(Jid jid) -> jid.toString();
    };
  }
}
