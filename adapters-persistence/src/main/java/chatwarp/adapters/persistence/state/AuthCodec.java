package chatwarp.adapters.persistence.state;

import chatwarp.adapters.persistence.seal.Packed;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.SessionMetadata;
import chatwarp.domain.model.StoredKeyPair;
import chatwarp.domain.model.StoredSignedPreKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.StoreException;
import java.net.URI;

/** A login as bytes. The first number is the form's version; old forms stay readable. */
final class AuthCodec {
  private static final String WHAT = "auth_state.value";
  private static final int VERSION = 1;

  private AuthCodec() {}

  static byte[] encode(AuthState state) {
    IdentityState identity = state.identity();
    SessionMetadata metadata = state.metadata();
    Packed.Writer out = new Packed.Writer().number(VERSION);
    write(out, identity.noiseKey());
    write(out, identity.identityKey());
    out.number(identity.signedPreKey().id());
    write(out, identity.signedPreKey().keys());
    return out.bytes(identity.signedPreKey().signature().reveal())
        .number(identity.registrationId())
        .bytes(identity.advSecret().reveal())
        .bytes(identity.account().map(Secret::reveal))
        .text(metadata.device().map(AuthCodec::device))
        .text(metadata.lid().map(AuthCodec::device))
        .text(metadata.pushName())
        .text(metadata.platform())
        .text(metadata.businessName())
        .bytes(metadata.routingInfo().map(Secret::reveal))
        .number(metadata.nextPreKeyId())
        .text(metadata.network().url().toString())
        .text(metadata.network().rootKey())
        .toBytes();
  }

  static AuthState decode(byte[] bytes) {
    Packed.Reader in = new Packed.Reader(WHAT, bytes);
    if (in.number() != VERSION) {
      throw new StoreException.Unreadable(WHAT);
    }
    IdentityState identity =
        new IdentityState(
            pair(in),
            pair(in),
            new StoredSignedPreKey(in.number(), pair(in), secret(in)),
            in.number(),
            secret(in),
            in.optionalBytes().map(Secret::copyOf));
    SessionMetadata metadata =
        new SessionMetadata(
            in.optionalText().map(AuthCodec::device),
            in.optionalText().map(AuthCodec::device),
            in.optionalText(),
            in.optionalText(),
            in.optionalText(),
            in.optionalBytes().map(Secret::copyOf),
            in.number(),
            new Network(URI.create(in.text()), in.text()));
    in.end();
    return new AuthState(identity, metadata);
  }

  private static void write(Packed.Writer out, StoredKeyPair pair) {
    out.bytes(pair.publicKey().reveal()).bytes(pair.privateKey().reveal());
  }

  private static StoredKeyPair pair(Packed.Reader in) {
    return new StoredKeyPair(secret(in), secret(in));
  }

  private static Secret secret(Packed.Reader in) {
    return Secret.copyOf(in.bytes());
  }

  /** The text of an address does not say device 0, this one does. */
  private static String device(DeviceJid jid) {
    return jid.device() + " " + jid.owner();
  }

  private static DeviceJid device(String text) {
    int space = text.indexOf(' ');
    if (space > 0 && Jid.parse(text.substring(space + 1)) instanceof UserJid owner) {
      return owner.device(Integer.parseInt(text.substring(0, space)));
    }
    throw new StoreException.Unreadable(WHAT);
  }
}
