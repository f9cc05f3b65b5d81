package chatwarp.bootstrap.wiring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

/** One group, from its beginning to its end; what happens in it happens one after the other. */
final class CrowdTalk {
  private final int number;
  private final Random random;
  private final CrowdMember owner;
  private final List<CrowdMember> inside = new ArrayList<>();
  private final List<CrowdMember> outside = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  /**
   * @param owner has an instance, and stays
   * @param others all members there are at the beginning
   */
  CrowdTalk(int number, long seed, CrowdMember owner, Collection<CrowdMember> others) {
    this.number = number;
    this.random = new Random(seed);
    this.owner = owner;
    inside.addAll(others);
  }

  /**
   * @param tick told of every message, by its place
   */
  void run(int messages, IntConsumer tick) throws InterruptedException {
    String group = owner.createGroup("Crowd " + number, inside);
    for (int i = 0; i < messages; i++) {
      switch (random.nextInt(4)) {
        case 0 -> comeBack(group);
        case 1 -> goOut(group);
        default -> {
          // They just talk.
        }
      }
      say(group, "G" + number + "M" + i);
      tick.accept(i);
    }
  }

  private CrowdMember take(List<CrowdMember> from) {
    return from.remove(random.nextInt(from.size()));
  }

  private void comeBack(String group) {
    if (!outside.isEmpty()) {
      CrowdMember back = take(outside);
      owner.change(group, "add", back);
      inside.add(back);
    }
  }

  /** Nobody goes before having read what there was: nobody sends it again afterwards. */
  private void goOut(String group) throws InterruptedException {
    if (inside.size() > 1) {
      CrowdMember gone = take(inside);
      gone.await(said);
      if (random.nextBoolean()) {
        gone.leave(group);
      } else {
        owner.change(group, "remove", gone);
      }
      outside.add(gone);
    }
  }

  private void say(String group, String text) {
    List<CrowdMember> all = new ArrayList<>(inside);
    all.add(owner);
    CrowdMember speaker = all.get(random.nextInt(all.size()));
    boolean byInstance = speaker.device.isPresent() && random.nextBoolean();
    for (CrowdMember member : all) {
      if (byInstance || member != speaker) {
        member.phone.expect(text);
      }
      if (!(byInstance && member == speaker)) {
        member.device.ifPresent(tally -> tally.expect(text));
      }
    }
    said.add(text);
    if (byInstance) {
      speaker.sayByInstance(group, text);
    } else {
      speaker.sayByPhone(group, text);
    }
  }
}
