package chatwarp.adapters.wa.device;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.ADVKeyIndexList;
import chatwarp.adapters.wa.proto.ADVSignedKeyIndexList;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of a person's devices count (03 §4.5): the phone always, a companion when the account's key
 * index list has its index or is older than it, never one without an index.
 */
final class KeyIndexes {
  private static final Logger LOG = LoggerFactory.getLogger(KeyIndexes.class);

  private KeyIndexes() {}

  /**
   * The numbers of the devices that count.
   *
   * @param devices one element each
   * @param keyIndexList the {@code key-index-list} element, which may be empty or absent
   */
  static List<Integer> valid(List<Node> devices, Optional<Node> keyIndexList) {
    Optional<ADVKeyIndexList> list = keyIndexList.flatMap(Node::bytes).flatMap(KeyIndexes::parse);
    List<Integer> valid = new ArrayList<>();
    for (Node device : devices) {
      int number = device.requireInt("id");
      long index = device.attrLong("key-index").orElse(0);
      if (number == 0 || (index != 0 && list.map(l -> counts(l, index)).orElse(true))) {
        valid.add(number);
      }
    }
    return valid;
  }

  /** Whether a companion of this index counts. */
  static boolean counts(long index, Optional<Node> keyIndexList) {
    return index != 0
        && keyIndexList
            .flatMap(Node::bytes)
            .flatMap(KeyIndexes::parse)
            .map(list -> counts(list, index))
            .orElse(true);
  }

  private static boolean counts(ADVKeyIndexList list, long index) {
    return index > list.getCurrentIndex() || list.getValidIndexesList().contains((int) index);
  }

  private static Optional<ADVKeyIndexList> parse(byte[] bytes) {
    try {
      ADVSignedKeyIndexList signed = ADVSignedKeyIndexList.parseFrom(bytes);
      return signed.hasDetails()
          ? Optional.of(ADVKeyIndexList.parseFrom(signed.getDetails()))
          : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("a key index list cannot be read: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
