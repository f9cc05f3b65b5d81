package chatwarp.adapters.wa.signal;

/** A ciphertext and the record that must be durable before the ciphertext leaves. */
public record Encryption(SignalCiphertext ciphertext, SessionRecord next) {}
