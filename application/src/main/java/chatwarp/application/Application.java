package chatwarp.application;

import chatwarp.application.chat.AnnouncedStatuses;
import chatwarp.application.chat.KnownConversations;
import chatwarp.application.event.DeadLetters;
import chatwarp.application.event.EventDispatcher;
import chatwarp.application.event.EventIds;
import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.instance.InstanceManager;
import chatwarp.application.instance.InstanceParts;
import chatwarp.application.instance.Instances;
import chatwarp.application.message.MessageService;
import chatwarp.application.message.Messages;
import chatwarp.domain.model.InstanceName;

/** The running application. Any thread may call. */
public final class Application {
  private final EventDispatcher dispatcher;
  private final InstanceManager instances;
  private final MessageService messages;

  private Application(ApplicationPorts ports, ApplicationSettings settings) {
    dispatcher =
        new EventDispatcher(
            settings.delivery(),
            ports.outbox(),
            ports.instances(),
            ports.publishers(),
            ports.timers(),
            ports.clock(),
            ports.random(),
            ports.executor());
    instances =
        new InstanceManager(
            new InstanceParts(
                settings.connections(),
                ports.instances(),
                ports.auth(),
                ports.state(),
                ports.conversations(),
                ports.sessions(),
                ports.renderer(),
                dispatcher,
                new EventIds(ports.clock(), ports.random()),
                new KnownConversations(ports.conversations(), settings.remembered()),
                new AnnouncedStatuses(settings.remembered()),
                ports.clock(),
                ports.random(),
                ports.timers(),
                ports.executor()));
    messages =
        new MessageService(
            settings.sending(),
            instances,
            ports.conversations(),
            ports.timers(),
            ports.clock(),
            ports.random());
  }

  /**
   * Starts: takes up the stored instances, connects those that were connected, and resumes the
   * delivery of events. Blocks until all are taken up, not until they are connected.
   */
  public static Application start(ApplicationPorts ports, ApplicationSettings settings) {
    Application application = new Application(ports, settings);
    application.instances.start();
    application.dispatcher.start();
    return application;
  }

  public Instances instances() {
    return instances;
  }

  public Messages messages() {
    return messages;
  }

  public DeadLetters deadLetters() {
    return dispatcher;
  }

  /**
   * A running instance, for who listens to its events inside the process.
   *
   * @throws chatwarp.application.instance.InstanceException.NotFound when there is none
   */
  public InstanceHandle running(InstanceName name) {
    return instances.handle(name);
  }

  /** Stops taking work, ends the connections, keeps what is staged, ends deliveries. Blocks. */
  public void stop() {
    instances.stop();
    dispatcher.close();
  }
}
