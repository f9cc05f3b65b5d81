package chatwarp.application.message;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.port.MediaWorkshop;
import chatwarp.domain.port.SessionException;
import java.util.Optional;

/** The pictures of the account and of its groups, from whatever users hand over. */
public final class ProfilePictures {
  private final SourceFiles files;
  private final MediaWorkshop workshop;

  public ProfilePictures(SourceFiles files, MediaWorkshop workshop) {
    this.files = files;
    this.workshop = workshop;
  }

  /**
   * Shows a picture, or none any more; blocks until WhatsApp answered. A spooled file is deleted in
   * any case.
   *
   * @param group absent for the account itself
   * @throws SessionException.NotConnected before anything is downloaded, too
   */
  public void show(
      InstanceHandle instance, Optional<GroupJid> group, Optional<MediaSource> picture) {
    try {
      if (!instance.connected()) {
        throw new SessionException.NotConnected();
      }
      instance.contacts().setPicture(group, picture.map(this::jpeg));
    } finally {
      picture.ifPresent(SourceFiles::discard);
    }
  }

  private byte[] jpeg(MediaSource source) {
    SourceFiles.SourceFile file = files.open(source);
    try {
      return workshop.profilePicture(file.path());
    } finally {
      SourceFiles.discard(file.path());
    }
  }
}
