package chatwarp.application.group;

import chatwarp.application.message.Recipient;
import chatwarp.domain.model.GroupMetadata;
import java.util.List;

/**
 * A group that was made.
 *
 * @param unknown numbers that have no account; they were left out
 */
public record GroupCreated(GroupMetadata group, List<Recipient.Phone> unknown) {
  public GroupCreated {
    unknown = List.copyOf(unknown);
  }
}
