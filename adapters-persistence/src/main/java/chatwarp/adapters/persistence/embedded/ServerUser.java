package chatwarp.adapters.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As whom the server runs. PostgreSQL refuses to run as root, so root hands the cluster to the user
 * {@code nobody}; where that user cannot reach the folder, a user namespace makes root look like
 * somebody else.
 *
 * @param prefix what comes before a command to become the user; empty for ourselves
 * @param owner who owns the cluster then, when not we
 */
record ServerUser(List<String> prefix, Optional<String> owner) {
  private static final String NOBODY = "nobody";
  private static final int ROOT = 0;

  /**
   * Finds a way that works, and gives the folder to that user if it holds no cluster yet.
   *
   * @param folder ours; a file is made in it to learn who we are
   * @param home where the server keeps its files
   * @param program one of its programs
   */
  static ServerUser find(Path folder, Path home, Path program) throws IOException {
    if (ownUid(folder) != ROOT) {
      return new ServerUser(List.of(), Optional.empty());
    }
    boolean begun = Files.exists(home.resolve("data"));
    boolean ours = uid(home) == ROOT;
    for (ServerUser candidate : candidates()) {
      if (begun && candidate.owner().isEmpty() != ours) {
        continue;
      }
      if (!begun) {
        candidate.give(home);
      }
      if (candidate.reaches(folder, home, program)) {
        return candidate;
      }
    }
    throw new EmbeddedException(
        "PostgreSQL does not run as root, and no other user can reach "
            + home
            + "; start as another user, use a data folder that others may pass through, or set"
            + " DATABASE_URL");
  }

  private static List<ServerUser> candidates() throws IOException {
    List<ServerUser> found = new ArrayList<>();
    Optional<String[]> nobody =
        Files.readAllLines(Path.of("/etc/passwd")).stream()
            .map(line -> line.split(":", -1))
            .filter(fields -> fields.length > 3 && fields[0].equals(NOBODY))
            .findFirst();
    if (nobody.isPresent()) {
      String uid = nobody.get()[2];
      String gid = nobody.get()[3];
      Optional<String> owner = Optional.of(NOBODY);
      found.add(
          new ServerUser(
              List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"), owner));
      found.add(new ServerUser(List.of("runuser", "-u", NOBODY, "--"), owner));
      found.add(
          new ServerUser(
              List.of("su", "-s", "/bin/sh", NOBODY, "-c", "exec \"$0\" \"$@\""), owner));
    }
    found.add(new ServerUser(List.of("unshare", "--user"), Optional.empty()));
    return found;
  }

  private static int ownUid(Path folder) throws IOException {
    Path made = Files.createTempFile(folder, "who", "");
    try {
      return uid(made);
    } finally {
      Files.delete(made);
    }
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }

  /** Makes the user the owner of a file or folder; nothing happens when we are that user. */
  void give(Path path) throws IOException {
    if (prefix.isEmpty()) {
      return;
    }
    Files.setOwner(
        path,
        path.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(owner.orElse("root")));
  }

  private boolean reaches(Path folder, Path home, Path program) {
    return new Commands(prefix, Path.of("/"), folder.resolve("command.log"))
        .run(
            "/bin/sh",
            "-c",
            "test -w \"$1\" && test -x \"$2\"",
            "sh",
            home.toString(),
            program.toString())
        .ok();
  }
}
