package dev.naru.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The account of the machine that PostgreSQL runs as. PostgreSQL refuses to run as root. When naru
 * runs as root, it starts PostgreSQL in a user namespace, where files stay root's, or else as a
 * service user.
 */
sealed interface Account {

  /** The words to put in front of a command so that it runs as this account. */
  List<String> prefix();

  /** Makes the account the owner of a folder and of everything in it. */
  void own(Path folder) throws IOException;

  /** An ordinary user runs PostgreSQL as itself. */
  record Self() implements Account {
    @Override
    public List<String> prefix() {
      return List.of();
    }

    @Override
    public void own(Path folder) {}
  }

  /**
   * Root in a user namespace without a mapping: PostgreSQL doesn't see root, and on the disk the
   * files stay root's.
   */
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

  /**
   * A service user of the machine. The user owns the data, so it must be able to reach naru's
   * folder.
   */
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

  /**
   * The first account that works on this machine.
   *
   * @param folder the folder that the account must be able to reach
   * @throws PostgresStartException when naru runs as root and no account works
   */
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
        .orElseThrow(() ->
            new PostgresStartException(
                "PostgreSQL refuses to run as root, user namespaces are not allowed here, and"
                    + " no service user can reach %s: start naru as an ordinary user, or set"
                        .formatted(folder)
                    + " NARU_HOME to a folder that the user postgres or nobody can reach."));
  }

  /** The service users of this machine, each with both programs that can change the user. */
  static List<Account> services() {
    List<Account> services = new ArrayList<>();
    for (String name : List.of("naru", "postgres", "nobody")) {
      entry(name)
          .ifPresent(fields -> {
            int uid = Integer.parseInt(fields[2]);
            int gid = Integer.parseInt(fields[3]);
            services.add(new Service(name, uid, gid, true));
            services.add(new Service(name, uid, gid, false));
          });
    }
    return services;
  }

  /** Whether a program can be run as this account and reaches the folder. */
  static boolean reaches(Account account, Path folder) {
    List<String> words = new ArrayList<>(account.prefix());
    words.addAll(List.of("test", "-x", folder.toString()));
    try {
      return Command.run(Path.of("/"), Path.of("/dev/null"), words).succeeded();
    } catch (IOException e) {
      return false; // The program that changes the user is not installed.
    }
  }

  /** Whether the effective user is root; PostgreSQL checks the same. */
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
