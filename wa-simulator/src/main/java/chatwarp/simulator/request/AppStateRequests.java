package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.SyncdPatch;
import chatwarp.adapters.wa.proto.SyncdVersion;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.Answer;
import chatwarp.simulator.exchange.StanzaIds;
import chatwarp.simulator.exchange.Stanzas;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collections of app state: ordered patches that the server cannot read (07 §10). Never a snapshot,
 * which Baileys would fetch from the internet (09 §5).
 */
final class AppStateRequests implements Topic {
  private final Map<Account, Map<String, PatchLog>> logs = new ConcurrentHashMap<>();
  private final StanzaIds ids;
  private final InstantSource clock;

  AppStateRequests(StanzaIds ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Optional<Answer> answer(Request request) {
    if (!request.isSet() || !request.subject().equals("sync")) {
      return Optional.empty();
    }
    List<Node> answers = new ArrayList<>();
    List<Runnable> news = new ArrayList<>();
    for (Node collection : request.iq().requireChild("sync").children("collection")) {
      answers.add(collection(request, collection, news));
    }
    Node sync = Node.builder("sync").children(answers).build();
    return Optional.of(
        new Answer(Stanzas.result(request.iq(), sync), () -> news.forEach(Runnable::run)));
  }

  private Node collection(Request request, Node asked, List<Runnable> news) {
    String name = asked.requireAttr("name");
    long version = asked.attrLong("version").orElse(0);
    PatchLog log =
        logs.computeIfAbsent(request.account(), _ -> new ConcurrentHashMap<>())
            .computeIfAbsent(name, _ -> new PatchLog());
    Optional<byte[]> patch = asked.child("patch").flatMap(Node::bytes);
    if (patch.isEmpty()) {
      return answer(name, log.version(), log.after(version));
    }
    Optional<Long> accepted;
    try {
      accepted = log.append(version, SyncdPatch.parseFrom(patch.get()));
    } catch (InvalidProtocolBufferException e) {
      return refusal(name, log, 400, List.of());
    }
    if (accepted.isEmpty()) {
      return refusal(name, log, 409, log.after(version));
    }
    news.add(() -> tellOthers(request, name, accepted.get()));
    return answer(name, accepted.get(), List.of());
  }

  private static Node answer(String name, long version, List<byte[]> patches) {
    return Node.builder("collection")
        .attr("name", name)
        .attr("version", version)
        .attr("has_more_patches", "false")
        .children(patches.isEmpty() ? List.of() : List.of(patches(patches)))
        .build();
  }

  private static Node refusal(String name, PatchLog log, int code, List<byte[]> missing) {
    List<Node> children = new ArrayList<>();
    children.add(
        Node.builder("error")
            .attr("code", code)
            .attr("text", code == 409 ? "conflict" : "bad-request")
            .build());
    if (!missing.isEmpty()) {
      children.add(patches(missing));
    }
    return Node.builder("collection")
        .attr("name", name)
        .attr("version", log.version())
        .attr("type", "error")
        .attr("has_more_patches", "false")
        .children(children)
        .build();
  }

  private static Node patches(List<byte[]> patches) {
    return Node.builder("patches")
        .children(patches.stream().map(bytes -> Node.of("patch", bytes)).toList())
        .build();
  }

  private void tellOthers(Request request, String name, long version) {
    Node collection =
        Node.builder("collection").attr("name", name).attr("version", version).build();
    for (Device other : request.account().devices()) {
      if (!other.equals(request.from()) && !other.isPhone()) {
        request
            .exchange()
            .post(
                other,
                Stanzas.notification(
                        Stanzas.SERVER, "server_sync", ids.next(), clock.instant().getEpochSecond())
                    .children(collection)
                    .build());
      }
    }
  }

  /** The patches of one collection; patch n leads to version n. Safe from any thread. */
  private static final class PatchLog {
    private final java.util.concurrent.locks.ReentrantLock lock =
        new java.util.concurrent.locks.ReentrantLock();
    private final List<byte[]> patches = new ArrayList<>();

    long version() {
      lock.lock();
      try {
        return patches.size();
      } finally {
        lock.unlock();
      }
    }

    List<byte[]> after(long version) {
      lock.lock();
      try {
        int from = Math.clamp(version, 0, patches.size());
        return List.copyOf(patches.subList(from, patches.size()));
      } finally {
        lock.unlock();
      }
    }

    /** Appends when the writer knew the latest version; answers the new one. */
    Optional<Long> append(long base, SyncdPatch patch) {
      lock.lock();
      try {
        if (base != patches.size()) {
          return Optional.empty();
        }
        long version = base + 1;
        patches.add(
            patch.toBuilder()
                .setVersion(SyncdVersion.newBuilder().setVersion(version))
                .build()
                .toByteArray());
        return Optional.of(version);
      } finally {
        lock.unlock();
      }
    }
  }
}
