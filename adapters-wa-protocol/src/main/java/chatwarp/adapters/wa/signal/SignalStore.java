package chatwarp.adapters.wa.signal;

/**
 * Everything the Signal protocol keeps. An implementation over a database stages its writes, so
 * that they commit together with what they belong to.
 */
public interface SignalStore
    extends IdentityStore,
        PreKeyStore,
        SignedPreKeyStore,
        SessionStore,
        SenderKeyStore,
        PreKeySource {}
