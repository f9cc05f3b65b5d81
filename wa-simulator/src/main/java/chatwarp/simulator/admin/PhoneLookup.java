package chatwarp.simulator.admin;

import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.listen.HttpRequest;
import chatwarp.simulator.phone.Phone;
import chatwarp.simulator.phone.Phones;
import chatwarp.simulator.phone.UnknownRecipientException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;

/** Finds the phone that a request is about, and waits for what it was asked to do. */
record PhoneLookup(Phones phones) {

  /** The phone of the number in the path. */
  Phone inPath(Matcher path) {
    return of(Numbers.phone("phone", path.group(1)));
  }

  /** The phone of the number in the query. */
  Phone inQuery(HttpRequest request) {
    return of(
        AdminApi.query(request, "phone")
            .map(text -> Numbers.phone("phone", text))
            .orElseThrow(() -> new RefusedException(400, "phone", "is missing in the query")));
  }

  Phone of(UserJid number) {
    return phones
        .find(number)
        .orElseThrow(() -> new RefusedException(404, "phone", "is no account"));
  }

  /** An address of any kind. */
  static Jid address(String field, String text) {
    try {
      return Jid.parse(text);
    } catch (InvalidValueException e) {
      throw new RefusedException(400, field, "must be a JID");
    }
  }

  /** The outcome of a phone's work; a recipient that nobody is becomes a refusal. */
  static <T> T done(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UnknownRecipientException) {
        throw new RefusedException(404, "to", "is no account");
      }
      throw e;
    }
  }
}
