package dev.naru.pg.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.ReadsNotice;
import dev.naru.pg.spi.ReadsNotice.Notice;
import dev.naru.pg.spi.ReadsNotice.NoticeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Notices that the PG sends. Reading one makes no network call. */
abstract class NoticeContract extends ServiceContract {

  @Test
  @Tag("G37")
  void a_deposit_is_read_and_every_repetition_has_the_same_id() {
    NoticeMessage message = deposit(AMOUNT, 1);
    Notice notice = reader().readNotice(message);

    assertThat(notice)
        .isInstanceOfSatisfying(
            Notice.Deposited.class,
            deposited -> {
              assertThat(deposited.mid()).isEqualTo(attempt.channel().mid());
              assertThat(deposited.pgOrderNumber()).isEqualTo(attempt.pgOrderNumber());
              assertThat(deposited.amount()).isEqualTo(Money.krw(AMOUNT));
              assertThat(deposited.accountNumber()).matches("[0-9]*");
              assertThat(deposited.noticeId()).isNotBlank();
            });
    assertThat(pg.received()).isEmpty();
    assertThat(reader().readNotice(deposit(AMOUNT, 1))).isEqualTo(notice);
    assertThat(
            reader()
                .readNotice(
                    new NoticeMessage(message.contentType(), message.body(), "198.51.100.7")))
        .isEqualTo(notice);
  }

  @Test
  @Tag("G37")
  void two_deposits_are_told_apart_and_their_amounts_are_theirs() {
    assumeNotices();
    Notice.Deposited one = (Notice.Deposited) reader().readNotice(deposit(AMOUNT, 1));
    Notice.Deposited other = (Notice.Deposited) reader().readNotice(deposit(AMOUNT - 1, 2));
    assertThat(other.noticeId()).isNotEqualTo(one.noticeId());
    assertThat(other.amount()).isEqualTo(Money.krw(AMOUNT - 1));
  }

  @Test
  void a_deposit_taken_back_is_never_read_as_one() {
    assumeNotices();
    NoticeMessage message = fixture.takenBack(attempt);
    assumeTrue(message != null, "this PG tells no such thing");
    assertThat(reader().readNotice(Objects.requireNonNull(message)))
        .isInstanceOfSatisfying(
            Notice.DepositTakenBack.class,
            back -> {
              assertThat(back.pgOrderNumber()).isEqualTo(attempt.pgOrderNumber());
              assertThat(back.noticeId()).isNotBlank();
            });
  }

  @Test
  void what_changes_nothing_is_read_as_that() {
    assumeNotices();
    assertThat(fixture.uneventful(attempt))
        .allSatisfy(message ->
            assertThat(reader().readNotice(message)).isInstanceOf(Notice.NothingToDo.class));
  }

  @Test
  void what_is_no_notice_is_unreadable() {
    NoticeMessage genuine = deposit(AMOUNT, 1);
    List<String> garbage =
        List.of("", "&", "=", "{}", "[1", "<html>점검 중입니다</html>", "a=b&c=d", "%", "%zz=%c8", "\0");
    for (String text : garbage) {
      assertUnreadable(genuine.contentType(), text.getBytes(StandardCharsets.UTF_8));
    }
    assertUnreadable("", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertUnreadable(genuine.contentType(), new byte[2_000_000]);
  }

  @Test
  void a_notice_cut_off_anywhere_never_breaks_the_reader() {
    NoticeMessage genuine = deposit(AMOUNT, 1);
    for (int end = 0; end < genuine.body().length; end += 7) {
      byte[] start = Arrays.copyOf(genuine.body(), end);
      assertThat(reader().readNotice(new NoticeMessage(genuine.contentType(), start, "")))
          .isNotNull();
    }
  }

  @Test
  void the_pg_is_told_yes_or_no_in_its_own_words() {
    assumeNotices();
    assertThat(reader().acknowledgement()).isNotBlank().isNotEqualTo(reader().refusal());
    assertThat(reader().refusal()).isNotBlank();
  }

  private void assertUnreadable(String contentType, byte[] body) {
    assertThat(reader().readNotice(new NoticeMessage(contentType, body, "203.0.113.9")))
        .isInstanceOf(Notice.Unreadable.class);
  }

  private NoticeMessage deposit(long amount, int serial) {
    assumeNotices();
    NoticeMessage message = fixture.deposited(attempt, amount, serial);
    assertThat(message).as("there is a DEPOSIT_NOTICE: the fixture needs deposited()").isNotNull();
    return Objects.requireNonNull(message);
  }

  private void assumeNotices() {
    assumeTrue(can(Operation.DEPOSIT_NOTICE), "this PG tells of no deposits");
  }

  private ReadsNotice reader() {
    return (ReadsNotice) connector();
  }
}
