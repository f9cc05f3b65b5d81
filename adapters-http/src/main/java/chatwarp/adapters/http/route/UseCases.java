package chatwarp.adapters.http.route;

import chatwarp.application.chat.Chats;
import chatwarp.application.group.Groups;
import chatwarp.application.instance.InstanceException;
import chatwarp.application.instance.Instances;
import chatwarp.application.message.Messages;
import chatwarp.application.profile.Profiles;

/**
 * What the API is an edge of, asked for by each request anew: the API may listen before there is an
 * application behind it. Until then each method throws {@link InstanceException.Starting}. Any
 * thread may call.
 */
public interface UseCases {
  Instances instances();

  Messages messages();

  Chats chats();

  Groups groups();

  Profiles profiles();

  /** Use cases that are there from the beginning. */
  record Started(
      Instances instances, Messages messages, Chats chats, Groups groups, Profiles profiles)
      implements UseCases {}
}
