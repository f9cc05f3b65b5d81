package chatwarp.application;

import chatwarp.application.chat.ChatService;
import chatwarp.application.chat.Chats;
import chatwarp.application.chat.EventMedia;
import chatwarp.application.chat.MediaFiles;
import chatwarp.application.event.DeadLetters;
import chatwarp.application.event.EventDispatcher;
import chatwarp.application.event.EventIds;
import chatwarp.application.group.GroupService;
import chatwarp.application.group.Groups;
import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.instance.InstanceManager;
import chatwarp.application.instance.InstanceParts;
import chatwarp.application.instance.Instances;
import chatwarp.application.memory.AnnouncedStatuses;
import chatwarp.application.memory.KnownConversations;
import chatwarp.application.memory.KnownTargets;
import chatwarp.application.message.MessageService;
import chatwarp.application.message.Messages;
import chatwarp.application.message.ProfilePictures;
import chatwarp.application.message.Recipients;
import chatwarp.application.message.SourceFiles;
import chatwarp.application.message.Typing;
import chatwarp.application.profile.ProfileService;
import chatwarp.application.profile.Profiles;
import chatwarp.application.time.Deadline;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.port.ContentCodec;

/** The running application. Any thread may call. */
public final class Application {
  private final EventDispatcher dispatcher;
  private final InstanceManager instances;
  private final MessageService messages;
  private final ChatService chats;
  private final GroupService groups;
  private final ProfileService profiles;

  private Application(ApplicationPorts ports, ApplicationSettings settings) {
    dispatcher =
        new EventDispatcher(
            settings.connections().node(),
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
                new KnownTargets(ports.conversations(), ports.sessions().contents()),
                ports.clock(),
                ports.random(),
                ports.timers(),
                ports.executor()));
    Deadline deadline = new Deadline(ports.timers());
    Recipients recipients = new Recipients(settings.sending(), ports.clock());
    Typing typing = new Typing(deadline, settings.sending().typingLimit());
    ContentCodec contents = ports.sessions().contents();
    messages =
        new MessageService(
            settings.sending(),
            instances,
            ports.conversations(),
            contents,
            recipients,
            typing,
            new MessageService.Media(ports.fetcher(), ports.links(), ports.workshop()),
            deadline,
            ports.clock(),
            ports.random());
    MediaFiles files =
        new MediaFiles(contents, ports.conversations(), ports.workshop(), ports.spool());
    chats = new ChatService(instances, ports.conversations(), recipients, typing, contents, files);
    dispatcher.files(
        new EventMedia(
            instances, ports.conversations(), ports.renderer(), files, deadline, ports.executor()));
    ProfilePictures pictures =
        new ProfilePictures(
            new SourceFiles(ports.fetcher(), settings.sending().maxMediaBytes()), ports.workshop());
    groups = new GroupService(instances, ports.conversations(), recipients, pictures);
    profiles = new ProfileService(instances, pictures);
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

  public Chats chats() {
    return chats;
  }

  public Groups groups() {
    return groups;
  }

  public Profiles profiles() {
    return profiles;
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
