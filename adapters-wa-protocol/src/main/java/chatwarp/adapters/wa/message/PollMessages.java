package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.crypto.Sha;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.PollCreationMessage;
import chatwarp.domain.content.PollContent;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Polls, of which the field tells the generation (05 §19): 2 in announcement groups, else 3 for a
 * single choice and 1 for more. Votes name options by their hash and are sealed by {@link
 * SecretMessages}.
 */
final class PollMessages {
  private PollMessages() {}

  static Message.Builder write(PollContent poll, boolean announcing) {
    PollCreationMessage.Builder message =
        PollCreationMessage.newBuilder()
            .setName(poll.name())
            .setSelectableOptionsCount(poll.selectable());
    poll.options()
        .forEach(option ->
            message.addOptions(PollCreationMessage.Option.newBuilder().setOptionName(option)));
    if (announcing) {
      return Message.newBuilder().setPollCreationMessageV2(message);
    }
    return poll.selectable() == 1
        ? Message.newBuilder().setPollCreationMessageV3(message)
        : Message.newBuilder().setPollCreationMessage(message);
  }

  /** The poll in a message without wrapper, of whatever generation. */
  static Optional<PollCreationMessage> find(Message message) {
    if (message.hasPollCreationMessage()) {
      return Optional.of(message.getPollCreationMessage());
    }
    if (message.hasPollCreationMessageV2()) {
      return Optional.of(message.getPollCreationMessageV2());
    }
    if (message.hasPollCreationMessageV3()) {
      return Optional.of(message.getPollCreationMessageV3());
    }
    if (message.hasPollCreationMessageV5()) {
      return Optional.of(message.getPollCreationMessageV5());
    }
    return message.hasPollCreationMessageV6()
        ? Optional.of(message.getPollCreationMessageV6())
        : Optional.empty();
  }

  static PollContent read(PollCreationMessage poll) {
    List<String> options = options(poll);
    return new PollContent(
        poll.getName(), options, Math.clamp(poll.getSelectableOptionsCount(), 0, options.size()));
  }

  static List<String> options(PollCreationMessage poll) {
    return poll.getOptionsList().stream().map(PollCreationMessage.Option::getOptionName).toList();
  }

  /** The options by what votes call them. */
  static Map<ByteString, String> byHash(PollCreationMessage poll) {
    Map<ByteString, String> options = new LinkedHashMap<>();
    options(poll).forEach(option -> options.put(hash(option), option));
    return options;
  }

  /** SHA-256 of an option's text. */
  static ByteString hash(String option) {
    return WireValues.bytes(Sha.sha256().hash(option.getBytes(StandardCharsets.UTF_8)));
  }
}
