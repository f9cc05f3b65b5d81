package chatwarp.application.group;

import chatwarp.application.message.Recipient;
import chatwarp.domain.model.ParticipantResult;
import java.util.List;

/**
 * What came of doing something to people.
 *
 * @param results one for each person who was asked for at WhatsApp
 * @param unknown numbers that have no account; nothing was done to them
 */
public record MembersChanged(List<ParticipantResult> results, List<Recipient.Phone> unknown) {
  public MembersChanged {
    results = List.copyOf(results);
    unknown = List.copyOf(unknown);
  }
}
