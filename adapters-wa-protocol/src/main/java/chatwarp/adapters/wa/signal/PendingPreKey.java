package chatwarp.adapters.wa.signal;

import java.util.OptionalInt;

/** What every message of ours repeats until the peer has answered in the session. */
record PendingPreKey(OptionalInt preKeyId, int signedPreKeyId) {}
