package chatwarp.simulator.admin;

import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.content.UnknownTargetException;
import chatwarp.simulator.listen.HttpRequest;
import chatwarp.simulator.phone.Phone;
import chatwarp.simulator.phone.Phones;
import chatwarp.simulator.phone.RequestRefusedException;
import chatwarp.simulator.phone.UnknownRecipientException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;

/** Finds the phone that a request is about, and waits for what it was asked to do. */
record PhoneLookup(Phones phones) {

  /** The phone of the number in the path. */
  Phone inPath(Matcher path) {
    return named("phone", path.group(1));
  }

  /** The phone of the number in the query. */
  Phone inQuery(HttpRequest request) {
    return named(
        "phone",
        AdminApi.query(request, "phone")
            .orElseThrow(() -> new RefusedException(400, "phone", "is missing in the query")));
  }

  /** A phone by its number, or a computer linked to it by number and device: {@code number:1}. */
  Phone named(String field, String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return of(Numbers.phone(field, text));
    }
    UserJid number = Numbers.phone(field, text.substring(0, colon));
    String device = text.substring(colon + 1);
    if (!device.matches("[1-9][0-9]{0,2}")) {
      throw new RefusedException(
          400, field, "must be a number and a device, as in 5511999998888:1");
    }
    return phones
        .computer(number.device(Integer.parseInt(device)))
        .orElseThrow(() -> new RefusedException(404, field, "is no computer of the simulator"));
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
      if (e.getCause() instanceof UnknownTargetException unknown) {
        throw new RefusedException(409, "content", String.valueOf(unknown.getMessage()), unknown);
      }
      if (e.getCause() instanceof RequestRefusedException refused) {
        throw new RefusedException(
            409, "request", refused.code() + " " + refused.getMessage(), refused);
      }
      throw e;
    }
  }
}
