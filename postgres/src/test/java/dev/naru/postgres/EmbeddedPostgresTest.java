package dev.naru.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedPostgresTest {

  @TempDir private Path home;

  private Path postgres = Path.of("/");
  private Path programs = Path.of("/");
  private Path data = Path.of("/");

  /** The programs come from the tests' shared server, so that they are unpacked once. */
  @BeforeEach
  void sharePrograms() throws Exception {
    Path shared = Binaries.unpack(TestPostgres.postgresFolder()).folder();
    postgres = Files.createDirectory(home.resolve("postgres"));
    data = postgres.resolve("data");
    programs = Files.createSymbolicLink(postgres.resolve(shared.getFileName()), shared);
  }

  /** Whatever a failed test has left running. */
  @AfterEach
  void stop() throws Exception {
    if (Files.isDirectory(data) && new Postmaster(data).runs()) {
      kill(pid());
    }
    Files.delete(programs);
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String read(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  private void keepRow(EmbeddedPostgres server) throws Exception {
    server.createDatabaseIfMissing("kept");
    execute(server.dataSource("kept"), "create table t (v text)");
    execute(server.dataSource("kept"), "insert into t values ('나루')");
  }

  private static String row(EmbeddedPostgres server) throws SQLException {
    return read(server.dataSource("kept"), "select v from t");
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
  }

  private void kill(long pid) throws Exception {
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    server.destroyForcibly();
    while (Files.exists(Path.of("/proc", Long.toString(pid), "exe"))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void its_data_port_and_password_are_there_after_a_restart() throws Exception {
    String url;
    String password;
    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      keepRow(server);
      server.createDatabaseIfMissing("kept");
      url = server.jdbcUrl("kept");
      password = server.password();
    }
    assertThat(new Postmaster(data).runs()).isFalse();
    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      assertThat(row(server)).isEqualTo("나루");
      assertThat(server.jdbcUrl("kept")).isEqualTo(url);
      assertThat(server.password()).isEqualTo(password);
    }
  }

  @Test
  void it_is_durable_and_asks_for_the_password() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      DataSource source = server.dataSource("postgres");
      for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
        assertThat(read(source, "show " + setting)).as(setting).isEqualTo("on");
      }
      assertThat(read(source, "show server_encoding")).isEqualTo("UTF8");
      assertThat(read(source, "select upper('é')")).isEqualTo("É");
      assertThat(read(source, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(read(source, "show max_connections")).isEqualTo("100");
      assertThatThrownBy(() ->
              DriverManager.getConnection(
                  server.jdbcUrl("postgres"), server.user(), server.password() + "x"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
      assertThat(Files.getPosixFilePermissions(postgres.resolve("password")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void after_a_kill_of_postgresql_it_recovers_what_was_committed() throws Exception {
    EmbeddedPostgres killed = EmbeddedPostgres.start(home);
    keepRow(killed);
    kill(pid());
    killed.abandon();

    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      assertThat(row(server)).isEqualTo("나루");
    }
  }

  @Test
  void a_server_that_outlived_its_naru_is_adopted() throws Exception {
    EmbeddedPostgres outlived = EmbeddedPostgres.start(home);
    keepRow(outlived);
    long pid = pid();
    outlived.abandon();

    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      assertThat(pid()).isEqualTo(pid);
      assertThat(row(server)).isEqualTo("나루");
    }
    assertThat(new Postmaster(data).runs()).isFalse();
  }

  @Test
  void a_lock_file_with_the_number_of_another_program_is_not_believed() throws Exception {
    EmbeddedPostgres killed = EmbeddedPostgres.start(home);
    keepRow(killed);
    String lock = Files.readString(data.resolve("postmaster.pid"));
    kill(pid());
    killed.abandon();
    String ours = Long.toString(ProcessHandle.current().pid());
    Files.writeString(data.resolve("postmaster.pid"), lock.replaceFirst("[0-9]+", ours));

    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      assertThat(row(server)).isEqualTo("나루");
    }
  }

  @Test
  void a_second_naru_on_the_same_folder_is_refused() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(home))
          .isInstanceOf(PostgresStartException.class)
          .hasMessageStartingWith("Another naru is running on " + home);
      assertThat(read(server.dataSource("postgres"), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void when_its_port_was_taken_meanwhile_it_takes_another() throws Exception {
    EmbeddedPostgres.start(home).close();
    int port = Integer.parseInt(Files.readString(postgres.resolve("port")).strip());

    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
        EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      assertThat(server.jdbcUrl("postgres")).doesNotContain(":" + other.getLocalPort() + "/");
      assertThat(read(server.dataSource("postgres"), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void a_first_start_that_was_killed_half_way_begins_again() throws Exception {
    Files.createDirectory(postgres.resolve("data.making"));
    Files.writeString(postgres.resolve("data.making").resolve("PG_VERSION"), "18");
    Files.writeString(postgres.resolve("data.password.new"), "half");

    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      assertThat(read(server.dataSource("postgres"), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void a_damaged_folder_is_one_sentence() throws Exception {
    EmbeddedPostgres.start(home).close();

    Files.move(data.resolve("PG_VERSION"), home.resolve("PG_VERSION"));
    assertRefused("The database in " + data + " is damaged (PG_VERSION is missing)");

    Files.writeString(data.resolve("PG_VERSION"), "15\n");
    assertRefused(
        "The database in " + data + " was made by PostgreSQL 15 and naru brings PostgreSQL 18");

    Files.writeString(data.resolve("PG_VERSION"), "18\n");
    Files.move(data.resolve("global/pg_control"), home.resolve("pg_control"));
    assertRefused("PostgreSQL does not start on " + data, "pg_control", postgres.resolve("log"));

    Path control = data.resolve("global/pg_control");
    byte[] whole = Files.readAllBytes(home.resolve("pg_control"));
    byte[] otherVersion = whole.clone();
    Arrays.fill(otherVersion, 8, 12, (byte) 0x7F);
    byte[] otherContent = whole.clone();
    otherContent[100] ^= 1;
    for (byte[] ruins :
        List.of(otherVersion, otherContent, new byte[whole.length], new byte[] {1, 2, 3})) {
      Files.write(control, ruins);
      assertRefused("The database in " + data + " is damaged (global/pg_control is unreadable)");
    }

    Files.write(control, whole);
    Files.delete(postgres.resolve("password"));
    assertRefused("The database's password " + postgres.resolve("password") + " is missing");
  }

  @Test
  void a_log_in_ruins_is_told_with_the_last_fatal_line() throws Exception {
    EmbeddedPostgres.start(home).close();
    try (var files = Files.list(data.resolve("pg_wal"))) {
      for (Path wal : files.filter(Files::isRegularFile).toList()) {
        Files.delete(wal);
      }
    }

    assertRefused("PANIC:  could not locate a valid checkpoint record", postgres.resolve("log"));
  }

  private void assertRefused(Object... told) {
    assertThatThrownBy(() -> EmbeddedPostgres.start(home))
        .isInstanceOfSatisfying(
            PostgresStartException.class,
            trouble -> {
              for (Object part : told) {
                assertThat(trouble.getMessage()).contains(part.toString());
              }
              assertThat(trouble.getMessage()).doesNotContain("\n").endsWith(".");
            });
  }

  @Test
  void a_full_disk_is_named_whatever_failed() {
    assertThat(
            PostgresStartException.of(
                home, "x failed.", "initdb: error: could not write: No space left on device"))
        .hasMessage(
            "The disk that holds %s is full: free some space and start again.".formatted(home));
    assertThat(PostgresStartException.of(home, "x failed.", "other")).hasMessage("x failed.");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux,    amd64,   linux-x86_64,  linux-amd64",
    "Linux,    aarch64, linux-arm_64,  linux-arm64v8",
    "Mac OS X, x86_64,  darwin-x86_64, darwin-amd64",
    "Mac OS X, aarch64, darwin-arm_64, darwin-arm64v8",
  })
  void each_platform_has_programs_and_its_build_brings_them(
      String os, String architecture, String archive, String artifact) throws Exception {
    assertThat(Binaries.archive(os, architecture)).isEqualTo("/postgres-" + archive + ".txz");
    String family = os.startsWith("Mac") ? "<family>mac</family>" : "<name>linux</name>";
    String chosen = "<postgres-binaries.platform>" + artifact + "</postgres-binaries.platform>";
    String pom = Files.readString(Path.of("..", "pom.xml"));
    if (artifact.equals("linux-amd64")) {
      assertThat(pom.substring(0, pom.indexOf("<profiles>"))).contains(chosen);
    } else {
      String profile = pom.substring(pom.indexOf("<id>postgres-" + artifact + "</id>"));
      assertThat(profile.substring(0, profile.indexOf("</profile>")))
          .contains(family, "<arch>" + architecture + "</arch>", chosen);
    }
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Linux, riscv64", "FreeBSD, amd64", "'', ''"})
  void another_platform_is_told_to_bring_its_own_database(String os, String architecture) {
    assertThatThrownBy(() -> Binaries.archive(os, architecture))
        .isInstanceOf(PostgresStartException.class)
        .hasMessageContaining(os + " on " + architecture)
        .hasMessageContaining("NARU_DATABASE_URL");
  }

  /** As on macOS: nothing tells a process's working folder there. */
  @Test
  void a_system_without_proc_finds_its_server_by_the_programs_it_runs() throws Exception {
    Path nowhere = home.resolve("no-proc");
    try (EmbeddedPostgres _ = EmbeddedPostgres.start(home)) {
      Postmaster postmaster = new Postmaster(data, nowhere);
      assertThat(postmaster.runs()).isTrue();
      assertThat(postmaster.port(programs.toRealPath()))
          .isEqualTo(new Postmaster(data).port(programs.toRealPath()))
          .isPresent();
      Path lock = data.resolve("postmaster.pid");
      String kept = Files.readString(lock);
      String ourOwn = Long.toString(ProcessHandle.current().pid());
      Files.writeString(lock, kept.replaceFirst("[0-9]+", ourOwn));
      assertThat(postmaster.runs()).as("another program has that number").isFalse();
      Files.writeString(lock, kept);
    }
    assertThat(new Postmaster(data, nowhere).runs()).isFalse();
  }

  @Test
  void root_without_user_namespaces_hands_the_data_to_a_service_user_and_back() throws Exception {
    assumeTrue(Account.isRoot(), "only root changes users");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    Account service =
        Account.services().stream()
            .filter(account -> Account.reaches(account, postgres))
            .findFirst()
            .orElseThrow();

    try (EmbeddedPostgres server = EmbeddedPostgres.start(postgres, service)) {
      keepRow(server);
      assertThat(Files.getAttribute(data, "unix:uid")).isNotEqualTo(0);
    }
    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      assertThat(row(server)).isEqualTo("나루");
    }
  }

  @Test
  void a_folder_that_the_service_user_cannot_reach_is_not_chosen() throws Exception {
    assumeTrue(Account.isRoot(), "only root changes users");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));

    assertThat(Account.services())
        .isNotEmpty()
        .noneMatch(account -> Account.reaches(account, postgres));
  }
}
