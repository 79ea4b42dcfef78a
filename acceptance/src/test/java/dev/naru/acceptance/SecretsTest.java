package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sends marked secrets through every flow, and afterwards searches every byte that was written. */
@Tag("G25")
class SecretsTest extends Journey {

  private static final String CARD = "5678-9012-3456-7890";
  private static final String TEL = "010-7531-8642";
  private static final String EMAIL = "sentinel.buyer@example.org";

  /**
   * The demo merchant's name, which only the hub's database contains; it tells the hub's from the
   * sandbox's.
   */
  private static final String ONLY_IN_THE_HUB = "나루터 상점";

  @Test
  void nothing_that_was_written_holds_a_card_number_a_secret_or_a_buyers_address()
      throws IOException {
    try (Home home = Home.make()) {
      try (Naru naru = Naru.start(home.path())) {
        Merchant demo = Merchant.demo(naru);
        pay(demo, null, "paid");
        pay(demo, "decline", "failed");
        pay(demo, "bad_card", "failed");
        pay(demo, "timeout_before_approval", "failed");
        pay(demo, "timeout_after_approval", "failed");
        pay(demo, "garbage_answer", "failed");
        mistype(demo);
        assertThat(naru.output().lines().filter(line -> line.contains(demo.secret())).toList())
            .as("the greeting alone tells the demo merchant's secret")
            .hasSize(1);
        assertThat(naru.output()).doesNotContain(TEL, EMAIL, CARD, plain(CARD));
      }
      // PostgreSQL has stopped, so everything it had in memory is on disk.
      List<Path> all = home.files();
      assertThat(filesWith(all, "sentinel-name")).as("the scan finds what is there").isNotEmpty();
      assertThat(filesWith(all, CARD, plain(CARD), CARD.replace('-', ' '))).isEmpty();
      List<Path> logs = all.stream().filter(path -> isBelow(home, "log", path)).toList();
      assertThat(logs).isNotEmpty();
      assertThat(filesWith(logs, "naru_demo_secret", TEL, plain(TEL), EMAIL)).isEmpty();
      assertThat(filesWith(hubDatabase(all), TEL, plain(TEL), EMAIL)).isEmpty();
    }
  }

  private void pay(Merchant merchant, @Nullable String fault, String end) {
    Map<String, Object> param = request("buyer_tel", TEL);
    param.put("buyer_email", EMAIL);
    param.put("name", "sentinel-name");
    if (fault != null) {
      merchant.naru().scenario(fault, Map.of("merchant_uid", param.get("merchant_uid")), Map.of());
    }
    Tab tab = opens(merchant, param);
    Buyer.atDesk(tab.page()).paysWith(CARD);
    JsonNode answer = tab.answer();
    String impUid = answer.path("imp_uid").asString();
    assertThat(answer.toString()).doesNotContain(plain(CARD));
    assertThat(merchant.payment(impUid).toString()).doesNotContain(plain(CARD));
    Eventually.see(end, () -> merchant.statusOf(impUid), end::equals);
    Books.areEqualFor(merchant, impUid);
  }

  /** Types a card number into a field for something else: it must be refused and stored nowhere. */
  private void mistype(Merchant merchant) {
    Map<String, Object> param = request("buyer_tel", TEL);
    param.put("buyer_email", EMAIL);
    Tab tab = opens(merchant, param);
    Buyer buyer = Buyer.atDesk(tab.page());
    buyer.choosesCard(Buyer.CARD_COMPANY);
    buyer.agreesAndGoesOn();
    buyer.typesAndPays(CARD + "1");
    buyer.leaves();
    Books.holdNothingOf(merchant, tab.answer().path("imp_uid").asString());
  }

  /**
   * The files of the hub's tables. The sandbox's tables, which may hold what a PG would, and the
   * write-ahead log, which both share, are left out.
   */
  private static List<Path> hubDatabase(List<Path> all) throws IOException {
    List<Path> marked =
        filesWith(
            all.stream().filter(path -> path.toString().contains("/base/")).toList(),
            ONLY_IN_THE_HUB);
    assertThat(marked).isNotEmpty();
    Path folder = Objects.requireNonNull(marked.getFirst().getParent());
    assertThat(marked).allMatch(path -> path.startsWith(folder));
    try (Stream<Path> tables = Files.list(folder)) {
      return tables.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean isBelow(Home home, String folder, Path path) {
    return path.startsWith(home.path().resolve(folder));
  }

  private static String plain(String text) {
    return text.replace("-", "");
  }

  private static List<Path> filesWith(List<Path> files, String... needles) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path file : files) {
      // Every byte becomes one character, so that a secret is found at any offset.
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      for (String needle : needles) {
        String bytes =
            new String(needle.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        if (content.contains(bytes)) {
          found.add(file);
          break;
        }
      }
    }
    return found;
  }
}
