package dev.naru.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As whom PostgreSQL runs. It refuses to run as root, so root steps down: into a user namespace,
 * where root's files stay its own, else to a service user.
 */
sealed interface Account {

  /** What comes before a program's name. */
  List<String> prefix();

  /** Makes the folder the account's own. */
  void own(Path folder) throws IOException;

  /** An ordinary user runs it as itself. */
  record Self() implements Account {
    @Override
    public List<String> prefix() {
      return List.of();
    }

    @Override
    public void own(Path folder) {}
  }

  /** Root in a user namespace without a mapping: not root to PostgreSQL, the same owner on disk. */
  record Namespace() implements Account {
    @Override
    public List<String> prefix() {
      return List.of("unshare", "-U", "--");
    }

    @Override
    public void own(Path folder) throws IOException {
      Folders.giveTo(folder, 0, 0);
    }
  }

  /** A user of the machine that owns the data; naru's folder must be reachable for it. */
  record Service(String name, int uid, int gid, boolean setpriv) implements Account {
    @Override
    public List<String> prefix() {
      return setpriv
          ? List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--")
          : List.of("runuser", "-u", name, "--");
    }

    @Override
    public void own(Path folder) throws IOException {
      Folders.giveTo(folder, uid, gid);
    }
  }

  /** The first that works here. */
  static Account choose(Path folder) throws PostgresStartException {
    if (!isRoot()) {
      return new Self();
    }
    List<Account> candidates = new ArrayList<>();
    candidates.add(new Namespace());
    candidates.addAll(services());
    return candidates.stream()
        .filter(account -> reaches(account, folder))
        .findFirst()
        .orElseThrow(
            () ->
                new PostgresStartException(
                    "PostgreSQL refuses to run as root, user namespaces are not allowed here, and"
                        + " no service user can reach %s: start naru as an ordinary user, or set"
                            .formatted(folder)
                        + " NARU_HOME to a folder that the user postgres or nobody can reach."));
  }

  /** The service users of this machine, with both ways to become one. */
  static List<Account> services() {
    List<Account> services = new ArrayList<>();
    for (String name : List.of("naru", "postgres", "nobody")) {
      entry(name)
          .ifPresent(
              fields -> {
                int uid = Integer.parseInt(fields[2]);
                int gid = Integer.parseInt(fields[3]);
                services.add(new Service(name, uid, gid, true));
                services.add(new Service(name, uid, gid, false));
              });
    }
    return services;
  }

  /** Whether a program can be started this way, and finds the folder. */
  static boolean reaches(Account account, Path folder) {
    List<String> words = new ArrayList<>(account.prefix());
    words.addAll(List.of("test", "-x", folder.toString()));
    try {
      return Command.run(Path.of("/"), Path.of("/dev/null"), words).succeeded();
    } catch (IOException e) {
      return false; // the program that would change the user is not there
    }
  }

  /** By the effective user, which is what PostgreSQL looks at. */
  static boolean isRoot() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines.anyMatch(line -> line.matches("Uid:\\s+[0-9]+\\s+0\\s.*"));
    } catch (IOException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  private static Optional<String[]> entry(String name) {
    try (var lines = Files.lines(Path.of("/etc/passwd"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.split(":", -1))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
