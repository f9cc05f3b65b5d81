package chatwarp.simulator.phone;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.simulator.content.Disclosure;
import chatwarp.simulator.content.MediaCipher.BadMediaException;
import chatwarp.simulator.content.MediaPointer;
import chatwarp.simulator.content.StanzaCheck;
import chatwarp.simulator.content.UnknownTargetException;
import chatwarp.simulator.exchange.Violation;
import chatwarp.simulator.phone.MessageReader.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at what reached a phone as the apps would: does the stanza fit, does the file open, does
 * the vote. What does not is reported against the sender. Copies of what the own account sent are
 * only opened: the recipient's phone looks at those. Belongs to the phone's executor.
 */
final class Inspector {
  private final PhoneKit kit;
  private final Recollection recollection;

  Inspector(PhoneKit kit, Recollection recollection) {
    this.kit = kit;
    this.recollection = recollection;
  }

  Findings look(Received received) {
    return received.content() instanceof InboxEntry.Opened(Message message, boolean own)
            && !received.peer()
        ? look(received, message, own)
        : Findings.NONE;
  }

  private Findings look(Received received, Message message, boolean own) {
    List<String> problems = new ArrayList<>();
    if (!own) {
      for (String problem : StanzaCheck.problems(received.stanza(), message)) {
        report(received, Violation.Kind.STANZA_DOES_NOT_FIT, problem, problems);
      }
      MediaPointer.of(message).ifPresent(file -> fetch(received, file, problems));
    }
    return new Findings(problems, disclosed(received, message, own, problems));
  }

  private void fetch(Received received, MediaPointer file, List<String> problems) {
    try {
      kit.media().check(file);
    } catch (BadMediaException e) {
      report(received, Violation.Kind.BAD_MEDIA, String.valueOf(e.getMessage()), problems);
    }
  }

  private Optional<Map<String, Object>> disclosed(
      Received received, Message message, boolean own, List<String> problems) {
    try {
      return Disclosure.of(message, received.from().owner(), recollection);
    } catch (UnknownTargetException e) {
      String problem = String.valueOf(e.getMessage());
      if (own) {
        problems.add(problem);
      } else {
        report(received, Violation.Kind.BAD_SECRET, problem, problems);
      }
      return Optional.empty();
    }
  }

  private void report(
      Received received, Violation.Kind kind, String problem, List<String> problems) {
    problems.add(problem);
    kit.violations()
        .report(
            new Violation(
                kind,
                received.from(),
                kit.device().jid(),
                received.stanza().requireAttr("id"),
                kit.now(),
                problem));
  }
}
