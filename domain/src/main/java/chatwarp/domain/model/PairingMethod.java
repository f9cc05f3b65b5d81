package chatwarp.domain.model;

/** How an account is being linked. */
public enum PairingMethod {
  QR,
  CODE,
  PASSKEY
}
