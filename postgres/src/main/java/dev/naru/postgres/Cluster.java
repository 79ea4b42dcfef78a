package dev.naru.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL cluster: a data folder and the server that runs on it. */
final class Cluster {

  static final String USER = "naru";

  private static final String DAMAGED =
      "The database in %s is damaged (%s): restore it from a backup, or delete the folder to begin anew without its payments.";

  /** PostgreSQL's messages about a control file that it can't read. */
  private static final List<String> CONTROL_FILE_SAYS =
      List.of(
          "database files are incompatible with server",
          "incorrect checksum in control file",
          "could not read file \"global/pg_control\"");

  /** How often a start is tried when another program has taken the port just before. */
  private static final int PORT_ATTEMPTS = 3;

  private static final int STOP_SECONDS = 20;

  private final Path home;
  private final Path data;
  private final Postmaster postmaster;
  private final Binaries binaries;
  private final Account account;
  private final ServerLog log;
  private final String password;

  private Cluster(Path home, Binaries binaries, Account account, String password) {
    this.home = home;
    this.data = home.resolve("data");
    this.postmaster = new Postmaster(data);
    this.binaries = binaries;
    this.account = account;
    this.log = new ServerLog(home.resolve("log"));
    this.password = password;
  }

  /**
   * Opens the cluster in {@code home/data}, or creates one with a random password.
   *
   * @throws PostgresStartException when the data are damaged or of another major version, the
   *     password is missing, or the cluster cannot be created
   */
  static Cluster open(Path home, Binaries binaries, Account account)
      throws IOException, PostgresStartException {
    Path secret = home.resolve("password");
    boolean made = Files.isDirectory(home.resolve("data")) && !isEmpty(home.resolve("data"));
    if (!Files.exists(secret)) {
      if (made) {
        throw new PostgresStartException(
            "The database's password %s is missing: put it back, or delete %s to begin anew."
                .formatted(secret, home.resolve("data")));
      }
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      Folders.writeSecret(secret, HexFormat.of().formatHex(random));
    }
    Cluster cluster = new Cluster(home, binaries, account, Files.readString(secret).strip());
    if (made) {
      cluster.check();
    } else {
      cluster.make();
    }
    return cluster;
  }

  Path home() {
    return home;
  }

  String password() {
    return password;
  }

  PGSimpleDataSource dataSource(int port, String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(USER);
    source.setPassword(password);
    source.setConnectTimeout(10);
    return source;
  }

  /**
   * Starts the server, or takes over the one that already runs on the data with these programs.
   *
   * @return its port on 127.0.0.1
   * @throws PostgresStartException when the server doesn't start; the message has its last error
   *     line
   */
  int start() throws IOException, PostgresStartException {
    Optional<Integer> running = postmaster.port(binaries.folder().toRealPath());
    if (running.isPresent() && answers(running.get())) {
      return running.get();
    }
    if (postmaster.runs()) {
      stop(); // It is stopping, or it was started with the programs of an older naru.
    }
    postmaster.clearStale();
    account.own(data);
    log.open(account);
    for (int attempt = 1; ; attempt++) {
      int port = port();
      Command start = startOn(port);
      if (start.succeeded()) {
        Files.writeString(home.resolve("port"), port + "\n");
        return port;
      }
      if (attempt == PORT_ATTEMPTS || !log.news().contains("Address already in use")) {
        throw failed(start);
      }
      Files.deleteIfExists(home.resolve("port"));
    }
  }

  /**
   * Stops the server and rolls back open transactions. A server that doesn't stop in time is ended
   * as by a crash; it recovers at the next start.
   */
  void stop() throws IOException {
    if (postmaster.runs() && !stop("fast").succeeded()) {
      stop("immediate");
    }
  }

  private Command stop(String mode) throws IOException {
    return run("pg_ctl", "stop", "-D", data.toString(), "-m", mode, "-w", "-t", "" + STOP_SECONDS);
  }

  private void check() throws IOException, PostgresStartException {
    Path file = data.resolve("PG_VERSION");
    String kept = Files.exists(file) ? Files.readString(file).strip() : "";
    if (kept.equals(binaries.major())) {
      return;
    }
    if (kept.matches("[0-9]+")) {
      throw new PostgresStartException(
          "The database in %s was made by PostgreSQL %s and naru brings PostgreSQL %s: use the naru that made it, or move it away to begin anew."
              .formatted(data, kept, binaries.major()));
    }
    throw new PostgresStartException(
        DAMAGED.formatted(
            data, kept.isEmpty() ? "PG_VERSION is missing" : "PG_VERSION is unreadable"));
  }

  /**
   * Creates the data in a neighbouring folder, which is renamed at the end, so that a start that
   * was killed in between can simply be repeated.
   */
  private void make() throws IOException, PostgresStartException {
    Path making = home.resolve("data.making");
    Path secret = making.resolveSibling("data.password");
    Folders.delete(making);
    Files.createDirectory(making);
    Folders.writeSecret(secret, password);
    try {
      account.own(making);
      account.own(secret);
      Command made =
          run(
              "initdb",
              "--pgdata=" + making,
              "--username=" + USER,
              "--auth=scram-sha-256",
              "--pwfile=" + secret,
              "--encoding=UTF8",
              // PostgreSQL's own C.UTF-8: the sort order doesn't depend on the machine's C library.
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C",
              "--no-instructions");
      if (!made.succeeded()) {
        throw PostgresStartException.of(
            home,
            "PostgreSQL cannot make its database in %s: %s."
                .formatted(home, ServerLog.telling(made.output())),
            made.output());
      }
    } finally {
      Files.deleteIfExists(secret);
    }
    Files.deleteIfExists(data); // It can only be an empty folder.
    Files.move(making, data, StandardCopyOption.ATOMIC_MOVE);
    Folders.sync(home);
  }

  private Command startOn(int port) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "''");
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");
    settings.put("full_page_writes", "on");
    settings.put("max_connections", "100");
    settings.put("shared_buffers", "64MB");
    settings.put("max_wal_size", "512MB");
    settings.put("jit", "off");
    settings.put("log_checkpoints", "off");
    // Errors that aren't terse would write values of rows into the log.
    settings.put("log_error_verbosity", "terse");
    StringBuilder options = new StringBuilder();
    settings.forEach((name, value) -> options.append(" -c ").append(name + "=" + value));
    return run(
        "pg_ctl",
        "start",
        "-D",
        data.toString(),
        "-l",
        log.file().toString(),
        "-w",
        "-t",
        "60",
        "-o",
        options.toString());
  }

  private PostgresStartException failed(Command start) throws IOException {
    String said = log.news().isBlank() ? start.output() : log.news();
    if (CONTROL_FILE_SAYS.stream().anyMatch(said::contains)) {
      // The version was compared before (PG_VERSION), so a message about a wrong version or a wrong
      // checksum means that the file is damaged.
      return new PostgresStartException(DAMAGED.formatted(data, "global/pg_control is unreadable"));
    }
    return PostgresStartException.of(
        home,
        "PostgreSQL does not start on %s: %s (the whole log: %s)."
            .formatted(data, ServerLog.telling(said), log.file()),
        said + start.output());
  }

  private boolean answers(int port) {
    try (Connection connection = dataSource(port, "postgres").getConnection()) {
      return connection.isValid(10);
    } catch (SQLException e) {
      return false;
    }
  }

  /** The port of the last start if it is free, else any free port. */
  private int port() throws IOException {
    Path file = home.resolve("port");
    if (Files.exists(file)) {
      String kept = Files.readString(file).strip();
      if (kept.matches("[0-9]{4,5}") && Integer.parseInt(kept) <= 65535) {
        try {
          return free(Integer.parseInt(kept));
        } catch (IOException e) {
          // Another program has taken the port, so any other one will do.
        }
      }
    }
    return free(0);
  }

  private static int free(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return socket.getLocalPort();
    }
  }

  private Command run(String program, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(account.prefix());
    words.add(binaries.program(program));
    words.addAll(List.of(arguments));
    Path output = home.resolve("command.out");
    try {
      return Command.run(home, output, words);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }
}
