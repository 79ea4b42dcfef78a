package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Published clients of V1, unmodified: each of their methods is called, and its result compared
 * with docs/spec/rest-api.md. Where a client has its host built in, it gets here by the way that
 * {@code ./naru run --tls} prints. {@code ./naru test} fetches them from npm.
 */
@Tag("G18")
class OldClientsTest extends Journey {

  private static final int LIMIT_SECONDS = 60;
  private static final Pattern JAVASCRIPT = Pattern.compile("```js\\n(.*?)```", Pattern.DOTALL);

  /** The last one erases the certification. */
  private static final List<String> CLIENTS =
      List.of("iamport", "iamporter", "iamport-server-api", "iamport-rest-client-nodejs");

  @Test
  void every_method_of_every_client_answers_as_the_spec_says() throws Exception {
    String packages = System.getenv("NARU_OLD_CLIENTS");
    assumeThat(packages).as("NARU_OLD_CLIENTS: no npm, no clients").isNotNull();
    Merchant merchant =
        Merchant.fresh(
            naru,
            List.of(
                Map.of("pg", "html5_inicis", "mid", "INIpayTest"),
                Map.of("pg", "html5_inicis", "mid", "INIBillTst", "billing", "true"),
                Map.of("pg", "html5_inicis", "mid", "iniescrow0"),
                Map.of("pg", "inicis_unified", "mid", "INIiasTest")));
    // Where a merchant of KG INICIS registers it, before it opens accounts by API.
    Http.json(
        "PUT",
        naru.sandbox("/control/html5_inicis/notice_urls"),
        Map.of("mid", "INIpayTest", "url", naru.hub("/pg/html5_inicis/notice").toString()));
    Map<String, String> environment = new HashMap<>(theWayHere());
    environment.put("NARU_CLIENTS", packages);
    environment.put("NARU_HUB", naru.hub("").toString());
    environment.put("NARU_SANDBOX", naru.sandbox("").toString());
    environment.put("NARU_KEY", merchant.key());
    environment.put("NARU_SECRET", merchant.secret());
    environment.put("NARU_NOW", String.valueOf(naru.now().toEpochSecond()));
    environment.put("NARU_ESCROW", paidWithEscrow(merchant));
    environment.put("NARU_CERTIFIED", certified(merchant));
    Path folder = Files.createTempDirectory("naru-clients-");
    copy("kit", folder);
    for (String client : CLIENTS) {
      assertThat(runs(copy(client, folder), environment))
          .contains("every ")
          .doesNotContain("not ok");
    }
  }

  @Test
  void the_lines_of_the_page_run_as_they_are_printed() throws Exception {
    String packages = System.getenv("NARU_OLD_CLIENTS");
    assumeThat(packages).as("NARU_OLD_CLIENTS: no npm, no clients").isNotNull();
    List<String> lines = lines("your-shop.md");
    assertThat(lines).hasSize(CLIENTS.size()).isEqualTo(lines("your-shop.ko.md"));
    Map<String, String> environment = new HashMap<>(theWayHere());
    environment.put("NODE_PATH", packages + "/node_modules");
    for (String line : lines) {
      Path file = Files.createTempFile("naru-shop-", ".js");
      Files.writeString(file, line.replace("http://localhost:8080", naru.hub("").toString()));
      assertThat(runs(file, environment)).as(line).matches("0 \\d+\\n");
    }
  }

  private static List<String> lines(String page) throws IOException {
    return JAVASCRIPT
        .matcher(Files.readString(Path.of("..", "docs", "start", page)))
        .results()
        .map((MatchResult it) -> it.group(1))
        .toList();
  }

  /** What {@code ./naru run --tls} prints for Node. */
  private Map<String, String> theWayHere() {
    return Map.of(
        "HTTPS_PROXY",
        "http://localhost:" + naru.ports().tls(),
        "NODE_EXTRA_CA_CERTS",
        OneWorld.homePath().resolve("tls/ca.pem").toString());
  }

  private String paidWithEscrow(Merchant merchant) {
    Map<String, Object> param = request("pg", "html5_inicis.iniescrow0");
    param.put("escrow", true);
    Tab tab = opens(merchant, param);
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    return answer.path("imp_uid").asString();
  }

  private String certified(Merchant merchant) {
    String snippet =
        "IMP.certification({ merchant_uid: '%s' }, rsp => window.answers.push(rsp));"
            .formatted(newOrder());
    Page page = chromium.desktop();
    page.navigate(shop.snippetPage(merchant, snippet));
    Tab tab = new Tab(page);
    Page window = page.waitForPopup(tab::pressesPay);
    window.getByText("토스").check();
    window.getByLabel("이름").fill("홍길동");
    window.getByLabel("생년월일").fill("1990-01-01");
    window.getByLabel("휴대폰번호").fill("010-0000-0001");
    window.getByText("인증하기").click();
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    return answer.path("imp_uid").asString();
  }

  private static Path copy(String name, Path folder) throws IOException {
    String resource = "/clients/" + name + ".cjs";
    try (InputStream in = OldClientsTest.class.getResourceAsStream(resource)) {
      Path file = folder.resolve(name + ".cjs");
      Files.copy(Objects.requireNonNull(in, resource), file);
      return file;
    }
  }

  private static String runs(Path driver, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder node = new ProcessBuilder("node", driver.toString()).redirectErrorStream(true);
    node.environment().putAll(environment);
    Process process = node.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
