package chatwarp.domain.port;

import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.InstanceId;
import java.util.Optional;

/**
 * What a session is made of.
 *
 * @param auth what the device needs to log in, absent before the first pairing
 */
public record SessionContext(
    InstanceId instance, Optional<AuthState> auth, SessionOptions options, SessionHost host) {}
