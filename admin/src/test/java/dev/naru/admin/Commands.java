package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.postgres.EmbeddedPostgres;
import dev.naru.postgres.PostgresStartException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands in this process, over a real database that was empty before the first of them. */
record Commands(EmbeddedPostgres postgres, String name, Map<String, String> environment)
    implements AutoCloseable {

  record Ended(int exit, String out, String err) {
    JsonNode json() {
      assertThat(exit).as(err).isEqualTo(ExitCode.DONE);
      return JsonMapper.shared().readTree(out);
    }
  }

  static Commands onAnEmptyDatabase(String name, Path home) throws PostgresStartException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of("target", "test-database"));
    JdbcClient all = JdbcClient.create(postgres.dataSource("postgres"));
    all.sql("drop database if exists " + name + " with (force)").update();
    postgres.createDatabaseIfMissing(name);
    Map<String, String> environment = new HashMap<>();
    environment.put("NARU_DATABASE_URL", postgres.jdbcUrl(name));
    environment.put("NARU_DATABASE_USER", postgres.user());
    environment.put("NARU_DATABASE_PASSWORD", postgres.password());
    environment.put("NARU_HOME", home.toString());
    environment.put("SUDO_USER", "minsu");
    environment.put("HOSTNAME", "pay-1");
    return new Commands(postgres, name, environment);
  }

  JdbcClient database() {
    return JdbcClient.create(postgres.dataSource(name));
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

  @Override
  public void close() {
    postgres.close();
  }
}
