package chatwarp.application.profile;

import chatwarp.application.message.MediaSource;
import chatwarp.domain.model.InstanceName;
import java.util.Optional;

/**
 * What users change of their own account.
 *
 * <p>Any thread may call; methods block until WhatsApp answered and are meant for virtual threads.
 * Failures are {@link chatwarp.application.instance.InstanceException}s, {@link
 * chatwarp.application.message.SendException.NotConnected} and the domain's port exceptions; what
 * WhatsApp refuses is a {@link chatwarp.domain.port.SessionException.Refused}.
 */
public interface Profiles {
  /** Sets the account's picture, or takes it away. A spooled file is deleted in any case. */
  void picture(InstanceName instance, Optional<MediaSource> picture);
}
