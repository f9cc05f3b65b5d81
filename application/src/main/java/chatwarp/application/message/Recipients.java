package chatwarp.application.message;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.memory.RecentMap;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.Registration;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who a recipient is. Answers of the server are remembered for a while, also that a
 * number is not on WhatsApp. Any thread may call; asking blocks.
 */
public final class Recipients {
  private record Asked(InstanceId instance, UserJid number) {}

  private record Answer(Optional<UserJid> jid, Optional<UserJid> lid, Instant until) {}

  /**
   * Who people are.
   *
   * @param unknown numbers without an account
   */
  public record Resolved(List<UserJid> people, List<Recipient.Phone> unknown) {
    public Resolved {
      people = List.copyOf(people);
      unknown = List.copyOf(unknown);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Recipients.class);

  private final RecentMap<Asked, Answer> answers;
  private final SendSettings settings;
  private final InstantSource clock;

  public Recipients(SendSettings settings, InstantSource clock) {
    this.answers = new RecentMap<>(settings.rememberedNumbers());
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The chat to send to.
   *
   * @throws SendException.NotOnWhatsApp when no reading of the number has an account
   * @throws SessionException.NotConnected when nobody can be asked
   */
  public Jid resolve(InstanceHandle instance, Recipient recipient) {
    return switch (recipient) {
      case Recipient.Address address -> address.jid().bare();
      case Recipient.Phone phone -> resolve(instance, phone);
    };
  }

  private Jid resolve(InstanceHandle instance, Recipient.Phone phone) {
    try {
      List<UserJid> unknown = new ArrayList<>();
      for (UserJid candidate : phone.candidates()) {
        Optional<Answer> answer = remembered(instance.id(), candidate);
        Optional<UserJid> known = answer.flatMap(Answer::jid);
        // One that is known to exist is used, unless a preferred one is still to be asked for.
        if (known.isPresent() && unknown.isEmpty()) {
          return known.get();
        }
        if (answer.isEmpty()) {
          unknown.add(candidate);
        }
      }
      ask(instance, unknown);
    } catch (SessionException.NotConnected e) {
      throw e;
    } catch (SessionException e) {
      LOG.info("the server did not say who a number is", e);
      return phone.fallback();
    }
    return phone.candidates().stream()
        .flatMap(candidate -> remembered(instance.id(), candidate).flatMap(Answer::jid).stream())
        .findFirst()
        .orElseThrow(
            () -> new SendException.NotOnWhatsApp(phone.written(), phone.fallback().toString()));
  }

  /** Several people at once, in one question; addresses that are no persons' are left out. */
  public Resolved resolveAll(InstanceHandle instance, List<Recipient> recipients) {
    askForAll(instance, recipients);
    List<UserJid> people = new ArrayList<>();
    List<Recipient.Phone> unknown = new ArrayList<>();
    for (Recipient recipient : recipients) {
      try {
        if (resolve(instance, recipient) instanceof UserJid person && !people.contains(person)) {
          people.add(person);
        }
      } catch (SendException.NotOnWhatsApp e) {
        LOG.debug("a number is left out", e);
        unknown.add((Recipient.Phone) recipient);
      }
    }
    return new Resolved(people, unknown);
  }

  /** Asks for all numbers that nothing is remembered of, in one question. */
  public void askForAll(InstanceHandle instance, List<Recipient> recipients) {
    List<UserJid> unknown =
        recipients.stream()
            .flatMap(recipient ->
                switch (recipient) {
                  case Recipient.Phone phone -> phone.candidates().stream();
                  case Recipient.Address(UserJid person) when !person.isLid() -> Stream.of(person);
                  case Recipient.Address _ -> Stream.empty();
                })
            .distinct()
            .filter(candidate -> remembered(instance.id(), candidate).isEmpty())
            .toList();
    ask(instance, unknown);
  }

  /** What the server last said of a number, if it was asked lately. */
  public Optional<Registration> known(InstanceHandle instance, UserJid number) {
    return remembered(instance.id(), number)
        .map(answer -> new Registration(number, answer.jid(), answer.lid()));
  }

  private void ask(InstanceHandle instance, List<UserJid> numbers) {
    if (numbers.isEmpty()) {
      return;
    }
    for (Registration answer : instance.lookup(numbers)) {
      Duration keep = answer.exists() ? settings.keepRegistered() : settings.keepUnregistered();
      answers.put(
          new Asked(instance.id(), answer.asked()),
          new Answer(answer.jid(), answer.lid(), clock.instant().plus(keep)));
    }
  }

  private Optional<Answer> remembered(InstanceId instance, UserJid number) {
    return answers
        .get(new Asked(instance, number))
        .filter(answer -> answer.until().isAfter(clock.instant()));
  }
}
