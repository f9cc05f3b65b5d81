package chatwarp.adapters.http.route;

import chatwarp.application.chat.Chats;
import chatwarp.application.group.Groups;
import chatwarp.application.instance.Instances;
import chatwarp.application.message.Messages;

/** What the API is an edge of. */
public record UseCases(Instances instances, Messages messages, Chats chats, Groups groups) {}
