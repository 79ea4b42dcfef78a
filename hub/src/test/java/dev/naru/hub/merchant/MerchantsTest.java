package dev.naru.hub.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.merchant.Merchants.Created;
import dev.naru.hub.merchant.Merchants.NewMerchant;
import dev.naru.hub.testing.SettableTime;
import dev.naru.hub.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MerchantsTest {

  private static final Settings NONE = Settings.NONE;

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final Merchants merchants =
      new JdbcMerchants(
          jdbc, new SettableTime(Instant.parse("2026-11-21T00:00:00Z")), new SecureRandom());

  @Test
  void aMerchantIsFoundByItsCodeAndByItsId() {
    Settings settings = Settings.of(Map.of(Setting.WEBHOOK_URL, "https://shop.example/hook"));
    Created created =
        merchants.create(new NewMerchant("imp00000000", "가게", "key", "secret", settings));
    assertThat(merchants.byUserCode("imp00000000")).contains(created.merchant());
    assertThat(merchants.byId(created.merchant().id())).contains(created.merchant());
    assertThat(created.merchant().settings()).isEqualTo(settings);
    assertThat(created.merchant().id()).isPositive();
    assertThat(merchants.byUserCode("imp99999999")).isEmpty();
    assertThat(merchants.byId(1)).isEmpty();
  }

  @Test
  @Tag("G29")
  void whatIsNotGivenIsMadeUpAndTheSecretIsKeptAsADigestOnly() {
    Created created = merchants.create(new NewMerchant(null, "가게", null, null, NONE));
    Created another = merchants.create(new NewMerchant(null, "가게", null, null, NONE));
    assertThat(created.merchant().userCode()).matches("imp\\d{8}");
    assertThat(created.apiKey()).matches("\\d{16}").isNotEqualTo(another.apiKey());
    assertThat(created.apiSecret()).matches("[0-9a-f]{80}").isNotEqualTo(another.apiSecret());
    assertThat(created.toString()).doesNotContain(created.apiSecret());
    assertThat(jdbc.sql("select cast(m as text) from merchant m").query(String.class).list())
        .noneMatch(row -> row.contains(created.apiSecret()));
  }

  @Test
  void aCodeThatIsTakenIsRefused() {
    merchants.create(new NewMerchant("imp00000000", "가게", "key", null, NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> merchants.create(new NewMerchant("imp00000000", "둘째", "key2", null, NONE)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> merchants.create(new NewMerchant("imp00000001", "둘째", "key", null, NONE)));
  }

  @Test
  void settingASettingTellsTheOneBefore() {
    long id = merchants.create(new NewMerchant(null, "가게", null, null, NONE)).merchant().id();
    assertThat(merchants.putSetting(id, Setting.CONFIRM_ENABLED, "false")).isEqualTo("true");
    assertThat(merchants.putSetting(id, Setting.CONFIRM_ENABLED, "true")).isEqualTo("false");
    merchants.putSetting(id, Setting.WEBHOOK_URL, "https://shop.example/?a='\"&b=%");
    Settings settings = merchants.byId(id).orElseThrow().settings();
    assertThat(settings.get(Setting.WEBHOOK_URL)).isEqualTo("https://shop.example/?a='\"&b=%");
    assertThat(settings.is(Setting.CONFIRM_ENABLED)).isTrue();
  }

  @Test
  void aSettingTakesOnlyWhatItAllows() {
    long id = merchants.create(new NewMerchant(null, "가게", null, null, NONE)).merchant().id();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> merchants.putSetting(id, Setting.CONFIRM_ENABLED, "maybe"))
        .withMessageContaining("confirm.enabled")
        .withMessageContaining("maybe");
    assertThatThrownBy(() -> merchants.putSetting(5, Setting.CONFIRM_ENABLED, "true"))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aSettingOfAnotherVersionChangesNoOther() {
    long id = merchants.create(new NewMerchant(null, "가게", null, null, NONE)).merchant().id();
    jdbc.sql("update merchant set settings = '{\"of.the.future\": \"x\"}'").update();
    Settings read = merchants.byId(id).orElseThrow().settings();
    assertThat(read.given("of.the.future")).contains("x");
    assertThat(read.get(Setting.CONFIRM_ENABLED)).isEqualTo("true");
  }
}
