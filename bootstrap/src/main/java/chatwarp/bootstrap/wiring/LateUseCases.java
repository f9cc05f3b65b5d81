package chatwarp.bootstrap.wiring;

import chatwarp.adapters.http.route.Readiness;
import chatwarp.adapters.http.route.UseCases;
import chatwarp.application.Application;
import chatwarp.application.chat.Chats;
import chatwarp.application.group.Groups;
import chatwarp.application.instance.InstanceException;
import chatwarp.application.instance.Instances;
import chatwarp.application.message.Messages;
import chatwarp.application.profile.Profiles;
import java.util.Optional;

/** The use cases of an application that starts later than what calls them. */
final class LateUseCases implements UseCases, Readiness {
  private record Started(Application application, Readiness readiness) {}

  private volatile Optional<Started> started = Optional.empty();

  /** From now on calls reach the application. */
  void started(Application application, Readiness readiness) {
    started = Optional.of(new Started(application, readiness));
  }

  @Override
  public boolean ready() {
    return started.map(now -> now.readiness().ready()).orElse(false);
  }

  @Override
  public Instances instances() {
    return application().instances();
  }

  @Override
  public Messages messages() {
    return application().messages();
  }

  @Override
  public Chats chats() {
    return application().chats();
  }

  @Override
  public Groups groups() {
    return application().groups();
  }

  @Override
  public Profiles profiles() {
    return application().profiles();
  }

  private Application application() {
    return started.map(Started::application).orElseThrow(InstanceException.Starting::new);
  }
}
