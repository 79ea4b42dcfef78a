package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the commands that README and guides print, in their order and in one shell a page, and
 * compares what they answer with what the page says. {@code …} in an answer stands for anything,
 * and numbers of six digits or more for any other such number.
 */
@Tag("G18")
class DocumentCommandsTest extends Journey {

  private static final int LIMIT_SECONDS = 120;
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final String WEBHOOK_URL = "webhook.url";
  private static final String ORIGINS = "sdk.allowed_origins";

  /**
   * Pages whose commands something else runs: GoLiveTest, and {@code deploy/try cells}, since two
   * cells need two hubs.
   */
  private static final Set<String> RUN_ELSEWHERE =
      Set.of("docs/guides/go-live.md", "docs/guides/growing.md");

  /** A deposit's notice takes a moment. Who reads the page waits for the second webhook. */
  private static final String UNTIL_PAID =
      """
      for tries in $(seq 300); do
        token=$(curl -s -d 'imp_key=naru_demo_key&imp_secret=naru_demo_secret' \
          http://localhost:8080/users/getToken | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
        curl -s -H "Authorization: $token" "http://localhost:8080/payments/$IMP_UID" |
          grep -q '"status":"paid"' && break
      done
      """;

  private static final Set<String> RUN_HERE =
      Set.of(
          "README.md",
          "docs/start/your-shop.md",
          "docs/guides/subscriptions.md",
          "docs/guides/virtual-accounts.md",
          "docs/guides/rehearse-trouble.md");

  @TempDir private Path folder;

  /** A block of a page between two fences. */
  private record Block(String language, String text) {}

  @ParameterizedTest
  @ValueSource(
      strings = {"README.md", "docs/start/your-shop.md", "docs/guides/rehearse-trouble.md"})
  void a_pages_commands_work(String page) throws Exception {
    String paid = paidByApi();
    String url = naru.setDemo(WEBHOOK_URL, "http://localhost:9/webhook");
    String origins = naru.setDemo(ORIGINS, "loopback");
    try {
      run(page, paid);
    } finally {
      naru.setDemo(WEBHOOK_URL, url);
      naru.setDemo(ORIGINS, origins);
    }
  }

  @Test
  void a_virtual_account_of_the_guide_is_paid_into_and_refunded() throws Exception {
    String number =
        Merchant.demo(naru)
            .post(
                "/vbanks",
                Map.of(
                    "merchant_uid",
                    newOrder(),
                    "amount",
                    14_000,
                    "vbank_code",
                    "088",
                    "vbank_due",
                    naru.now().plusDays(30).toEpochSecond(),
                    "vbank_holder",
                    "나루터"))
            .json()
            .path("response")
            .path("imp_uid")
            .asString();
    run("docs/guides/virtual-accounts.md", number);
    Books.areEqualFor(Merchant.demo(naru), number);
  }

  @Test
  void the_subscription_guide_needs_nothing_that_it_does_not_make() throws Exception {
    run("docs/guides/subscriptions.md", "");
  }

  @Test
  void every_command_of_the_pages_is_run_and_the_korean_pages_have_the_same() throws Exception {
    List<String> pages = new ArrayList<>(List.of("README.md"));
    for (String under : List.of("docs/start", "docs/guides")) {
      try (Stream<Path> files = Files.list(PROJECT.resolve(under))) {
        files
            .filter(file -> file.toString().endsWith(".md"))
            .filter(file -> !file.toString().endsWith(".ko.md"))
            .forEach(file -> pages.add(PROJECT.relativize(file).toString()));
      }
    }
    for (String page : pages) {
      List<Block> blocks = blocksOf(page);
      assertThat(blocks.stream().filter(block -> block.language().isEmpty()))
          .as("%s: a block with a command is marked sh", page)
          .noneMatch(block -> block.text().matches("(?s)(.*\\n)?(curl|api|TOKEN=).*"));
      if (blocks.stream().anyMatch(block -> block.language().equals("sh"))) {
        assertThat(RUN_HERE.contains(page) || RUN_ELSEWHERE.contains(page))
            .as("%s has commands that no test runs", page)
            .isTrue();
        Path korean = PROJECT.resolve(page.replace(".md", ".ko.md"));
        assertThat(shell(blocksOf(PROJECT.relativize(korean).toString())))
            .as("%s", korean)
            .isEqualTo(shell(blocks));
      }
    }
  }

  /** The commands without what is in a language: comments and reasons. */
  private static List<String> shell(List<Block> blocks) {
    return blocks.stream()
        .filter(block -> block.language().matches("sh|json"))
        .map(block ->
            block
                .text()
                .replaceAll("(?m)(^| +)# .*", "")
                .replaceAll("\"reason\":\"[^\"]*\"", "reason"))
        .toList();
  }

  private String paidByApi() {
    return Merchant.demo(naru)
        .post(
            "/subscribe/payments/onetime",
            Map.of(
                "merchant_uid",
                newOrder(),
                "amount",
                3_000,
                "card_number",
                Buyer.GOOD_CARD,
                "expiry",
                "2030-12",
                "birth",
                "820213",
                "pwd_2digit",
                "00"))
        .json()
        .path("response")
        .path("imp_uid")
        .asString();
  }

  private void run(String page, String paymentNumber) throws Exception {
    List<Block> blocks = blocksOf(page);
    StringBuilder script = new StringBuilder();
    List<Integer> commands = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).language().equals("sh")) {
        commands.add(i);
        script
            .append("exec > out.%d 2>&1\n".formatted(i))
            .append(here(blocks.get(i).text(), paymentNumber));
      }
    }
    assertThat(commands).as("%s has commands", page).isNotEmpty();
    shell(script.toString());
    for (int i : commands) {
      String said = Files.readString(folder.resolve("out." + i)).strip();
      String as = page + ":\n" + blocks.get(i).text() + "\nsaid:\n" + said;
      if (i + 1 < blocks.size() && blocks.get(i + 1).language().equals("json")) {
        String last = said.substring(said.lastIndexOf('\n') + 1);
        assertThat(last).as(as).matches(pattern(blocks.get(i + 1).text().strip()));
      } else {
        assertThat(said).as(as).doesNotContain("\"error\"").doesNotContainPattern("\"code\":-?1");
      }
      assertThat(said).as(as).doesNotContain("command not found", "syntax error", "curl: ");
    }
  }

  /**
   * What this machine needs in place of the page's ports; {@code ./naru run} is running already.
   */
  private String here(String commands, String paymentNumber) {
    return (commands.contains("refund_holder") ? UNTIL_PAID + commands : commands)
        .replace("localhost:8080", "localhost:" + naru.ports().hub())
        .replace("localhost:8090", "localhost:" + naru.ports().sandbox())
        .replaceAll("(?m)^IMP_UID=imp_0+.*$", "IMP_UID=" + paymentNumber)
        .replaceAll("(?m)^.*\\./naru (run|test)$", ":");
  }

  private void shell(String script) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("page.sh"), script);
    ProcessBuilder shell = new ProcessBuilder("bash", file.toString());
    shell.directory(folder.toFile()).redirectErrorStream(true);
    shell
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
    Process process = shell.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("the commands took more than " + LIMIT_SECONDS + " s");
    }
  }

  private static Pattern pattern(String answer) {
    StringBuilder pattern = new StringBuilder();
    Matcher open = Pattern.compile("…,|,?…|\\d{6,}").matcher(answer);
    int from = 0;
    while (open.find()) {
      pattern.append(Pattern.quote(answer.substring(from, open.start())));
      pattern.append(open.group().contains("…") ? ".*" : "\\d+");
      from = open.end();
    }
    return Pattern.compile(pattern + Pattern.quote(answer.substring(from)));
  }

  private static List<Block> blocksOf(String page) throws IOException {
    List<Block> blocks = new ArrayList<>();
    @Nullable String language = null;
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(PROJECT.resolve(page), StandardCharsets.UTF_8)) {
      if (!line.startsWith("```")) {
        text.append(line).append('\n');
      } else if (language == null) {
        language = line.substring(3).strip();
        text.setLength(0);
      } else {
        blocks.add(new Block(language, text.toString()));
        language = null;
      }
    }
    return blocks;
  }
}
