package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.postgres.EmbeddedPostgres;
import dev.naru.postgres.PostgresStartException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs commands in this process, over a real database that was empty before the first of them. All
 * databases are of one server, which ends with the JVM.
 */
record Commands(String name, Map<String, String> environment) {

  private static final EmbeddedPostgres SERVER = server();

  private static final class Shared {
    static final Commands COMMANDS = onAnEmptyDatabase("commands", newHome());
  }

  /** One database for all tests that make merchants of their own. */
  static Commands shared() {
    return Shared.COMMANDS;
  }

  record Ended(int exit, String out, String err) {
    JsonNode json() {
      assertThat(exit).as(err).isEqualTo(ExitCode.DONE);
      return JsonMapper.shared().readTree(out);
    }
  }

  static Commands onAnEmptyDatabase(String name, Path home) {
    JdbcClient all = JdbcClient.create(SERVER.dataSource("postgres"));
    all.sql("drop database if exists " + name + " with (force)").update();
    try {
      SERVER.createDatabaseIfMissing(name);
    } catch (PostgresStartException e) {
      throw new IllegalStateException(e);
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("NARU_DATABASE_URL", SERVER.jdbcUrl(name));
    environment.put("NARU_DATABASE_USER", SERVER.user());
    environment.put("NARU_DATABASE_PASSWORD", SERVER.password());
    environment.put("NARU_HOME", home.toString());
    environment.put("SUDO_USER", "minsu");
    environment.put("HOSTNAME", "pay-1");
    return new Commands(name, environment);
  }

  private static EmbeddedPostgres server() {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.start(Path.of("target", "test-database"));
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    } catch (PostgresStartException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path newHome() {
    try {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "commands-home-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JdbcClient database() {
    return JdbcClient.create(SERVER.dataSource(name));
  }

  Ended run(String... args) {
    return run(Map.of(), "", args);
  }

  Ended run(Map<String, String> more, String in, String... args) {
    return run(more, in.getBytes(StandardCharsets.UTF_8), args);
  }

  Ended run(Map<String, String> more, byte[] in, String... args) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        NaruHub.commandLine(
                new Surroundings(
                    all,
                    new ByteArrayInputStream(in),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8)))
            .execute(args);
    return new Ended(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A command that must end with this exit code and one sentence, and print nothing else. */
  void refused(int exit, String says, String... args) {
    Ended ended = run(args);
    assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
    assertThat(ended.err()).contains(says).hasLineCount(1);
    assertThat(ended.out()).isEmpty();
  }

  /** A new merchant's user code. */
  String merchant() {
    return run("merchant", "add", "--name", "나루터 상점", "--json").json().path("user_code").asString();
  }

  /** The words of a command that adds a channel of KG INICIS to a merchant. */
  static String[] addingChannel(String merchant, String mid, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "channel", "add", "--merchant", merchant, "--pg", "html5_inicis", "--mid", mid));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** Adds a sandbox channel with keys that no PG has issued, and answers its key. */
  String channel(String merchant) {
    return run(
            Map.of(),
            "signKey=a\nhashKey=b\niniApiKey=c\niniApiIv=d\n",
            addingChannel(merchant, "INIpayTest", "--mode", "sandbox", "--secrets", "-", "--json"))
        .json()
        .path("channel_key")
        .asString();
  }
}
