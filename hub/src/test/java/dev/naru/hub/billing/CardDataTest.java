package dev.naru.hub.billing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.receipt.Receipts;
import dev.naru.hub.schedule.Schedules.NewSchedules;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.IssuesReceipt;
import dev.naru.pg.spi.Sensitive;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What holds a card can't be written down, by design rather than by care. */
@Tag("G26")
class CardDataTest {

  private static final JavaClasses NARU =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.naru.hub", "dev.naru.pg");

  private static CardData card() {
    return new CardData(
        Sensitive.of("5678901234567890"),
        YearMonth.of(2031, 7),
        Sensitive.of("910817"),
        Sensitive.of("73"));
  }

  private static NewSchedules holding(CardData card) {
    Payment.Buyer nobody = Payment.Buyer.NOBODY;
    NewKey key = new NewKey("customer", new ChannelRequest(null, null, true), null, nobody);
    return new NewSchedules(key, card, 0, "127.0.0.1", List.of());
  }

  @Test
  @Tag("G25")
  void neither_text_nor_json_shows_it() {
    for (Object holder : new Object[] {card(), card().number(), holding(card())}) {
      assertThat(holder.toString()).doesNotContain("5678901234567890", "910817", "73");
      assertThat(JsonMapper.shared().writeValueAsString(holder))
          .doesNotContain("5678901234567890", "910817", "\"73\"")
          // nor as bytes in base64
          .doesNotContain("NTY3ODkwMTIzNDU2Nzg5MA", "OTEwODE3", "NzM=");
    }
  }

  @Test
  void closing_it_overwrites_every_part_of_it() throws ReflectiveOperationException {
    CardData card = card();
    List<byte[]> lent = new ArrayList<>();
    List<byte[]> kept = new ArrayList<>();
    for (Sensitive part : new Sensitive[] {card.number(), card.identity(), card.passwordHead()}) {
      kept.add(bytesOf(part));
      part.lend(lent::add);
    }
    assertThat(lent).allSatisfy(CardDataTest::assertWiped);
    assertThat(kept).noneSatisfy(CardDataTest::assertWiped);

    card.close();

    assertThat(kept).hasSize(3).allSatisfy(CardDataTest::assertWiped);
    assertThatThrownBy(() -> card.number().lend(bytes -> bytes.length))
        .isInstanceOf(IllegalStateException.class);
  }

  private static byte[] bytesOf(Sensitive part) throws ReflectiveOperationException {
    Field text = Sensitive.class.getDeclaredField("text");
    text.setAccessible(true);
    return (byte[]) text.get(part);
  }

  private static void assertWiped(byte[] bytes) {
    assertThat(bytes).containsOnly(0);
  }

  @Test
  void nothing_but_a_request_holds_one() {
    fields()
        .that()
        .haveRawType(equivalentTo(Sensitive.class))
        .should()
        .beDeclaredIn(CardData.class)
        // Whose receipt it is: a telephone, card or business number, for one request.
        .orShould()
        .beDeclaredIn(Receipts.Wanted.class)
        .orShould()
        .beDeclaredIn(IssuesReceipt.ReceiptOrder.class)
        .check(NARU);
    fields()
        .that()
        .haveRawType(equivalentTo(CardData.class))
        .should()
        .beDeclaredIn(NewSchedules.class)
        .check(NARU);
  }

  @Test
  void it_gives_out_its_bytes_for_a_call_alone_and_cannot_be_serialized() {
    classes()
        .that()
        .belongToAnyOf(Sensitive.class, CardData.class)
        .should()
        .notBeAssignableTo(Serializable.class)
        .check(NARU);
    ArchRuleDefinition.noMethods()
        .that()
        .areDeclaredIn(Sensitive.class)
        .and()
        .arePublic()
        .and()
        .doNotHaveName("toString")
        .should()
        .haveRawReturnType(String.class)
        .orShould()
        .haveRawReturnType(byte[].class)
        .check(NARU);
  }
}
