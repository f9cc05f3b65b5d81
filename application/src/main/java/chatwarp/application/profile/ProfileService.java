package chatwarp.application.profile;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.instance.InstanceManager;
import chatwarp.application.message.MediaSource;
import chatwarp.application.message.ProfilePictures;
import chatwarp.application.message.SendException;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.port.SessionException;
import java.util.Optional;

/** The account's profile over the running instance. */
public final class ProfileService implements Profiles {
  private final InstanceManager instances;
  private final ProfilePictures pictures;

  public ProfileService(InstanceManager instances, ProfilePictures pictures) {
    this.instances = instances;
    this.pictures = pictures;
  }

  @Override
  public void picture(InstanceName name, Optional<MediaSource> picture) {
    InstanceHandle instance = instances.handle(name);
    try {
      pictures.show(instance, Optional.empty(), picture);
    } catch (SessionException.NotConnected e) {
      throw new SendException.NotConnected(e);
    }
  }
}
