package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreaTime;
import dev.naru.pg.mobilians.wire.MobiliansJson;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Registers the payment at KG and returns the window's address (protocols/mobilians.md §2.3, §2.4).
 * The address is valid for ten minutes, so it is made when the buyer presses the button and not
 * earlier (protocols/mobilians.md §7 item 8). Nothing is charged, whatever goes wrong here.
 */
final class OpenWindow {
  private static final Pattern TID = Pattern.compile("[0-9A-Za-z]{1,20}");

  private final Generation generation;
  private final PgTransport transport;
  private final InstantSource time;

  OpenWindow(Generation generation, PgTransport transport, InstantSource time) {
    this.generation = generation;
    this.transport = transport;
    this.time = time;
  }

  WindowOpening open(PersistedAttempt attempt, WindowRequest request) {
    MobiliansSettings settings = MobiliansSettings.of(generation, attempt.channel());
    // The hub checks what the merchant has contracted; this checks that KG's service has the
    // method.
    Optional<CashCode> cashCode =
        CashCode.of(request.method()).filter(it -> generation.methods().contains(request.method()));
    if (cashCode.isEmpty()) {
      return ours(Category.BAD_REQUEST, "지원하지 않는 결제수단입니다. (" + request.method().code() + ")");
    }
    if (request.key() != null && !generation.keyMethods().contains(request.method())) {
      return ours(
          Category.BAD_REQUEST,
          generation == Generation.OLD
              ? "모빌리언스 정기결제는 휴대폰 결제만 지원합니다."
              : "모빌리언스 정기결제는 휴대폰 결제와 카드 결제만 지원합니다.");
    }
    if (isCardKeyAlone(attempt, request) && isBlank(request.customerId())) {
      return ours(Category.BAD_REQUEST, "결제 없이 카드 빌링키를 발급하려면 customer_id가 필요합니다.");
    }
    if (request.escrow() && generation == Generation.OLD) {
      return ours(Category.BAD_REQUEST, "현재 지원되지 않는 PG사입니다.");
    }
    if (settings.linkKey().isEmpty()) {
      return ours(Category.CONFIGURATION, "연동키가 설정되지 않은 채널입니다.");
    }
    if (!Registration.fits(request.addresses(), cashCode.get())) {
      return ours(Category.CONFIGURATION, "결제 결과를 받을 주소가 128자를 넘습니다.");
    }
    return register(attempt, request, cashCode.get(), settings);
  }

  /**
   * Whether the window issues a card's key without a charge. KG requires the customer's id for such
   * a key (spec/pg-rules.md §4.2).
   */
  private static boolean isCardKeyAlone(PersistedAttempt attempt, WindowRequest request) {
    return request.key() != null
        && request.method().equals(PayMethod.CARD)
        && Registration.totalKrw(attempt, request) == 0;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private WindowOpening register(
      PersistedAttempt attempt,
      WindowRequest request,
      CashCode cashCode,
      MobiliansSettings settings) {
    Instant now = time.instant();
    Registration registration = Registration.of(attempt, request, cashCode, settings, now);
    URI uri = new MobiliansHosts(attempt.channel()).registration();
    return switch (MobiliansCall.send(
        transport, uri, registration.body(), MobiliansCall.REGISTRATION_TIMEOUT)) {
      case MobiliansCall.Failed _, MobiliansCall.NotSent _ ->
          ours(Category.DECLINED, "결제창을 열지 못했습니다. 결제되지 않았으니 잠시 후 다시 시도해 주세요.");
      case MobiliansCall.Answered(MobiliansJson answer) ->
          read(attempt, request, cashCode, settings, now, answer);
    };
  }

  private static WindowOpening read(
      PersistedAttempt attempt,
      WindowRequest request,
      CashCode cashCode,
      MobiliansSettings settings,
      Instant now,
      MobiliansJson answer) {
    String code = answer.get("code");
    if (!code.equals("0000")) {
      return code.isEmpty()
          ? ours(Category.DECLINED, "결제창을 열지 못했습니다. 결제되지 않았으니 잠시 후 다시 시도해 주세요.")
          : new WindowOpening.Refused(
              MobiliansErrors.judge(MobiliansErrors.Step.REGISTRATION, code, answer.get("message"))
                  .error());
    }
    Trade trade =
        new Trade(
            answer.get("tid"),
            KoreaTime.write(now),
            request.addresses().returnUrl().toString(),
            attempt.pgOrderNumber(),
            Long.toString(Registration.totalKrw(attempt, request)),
            cashCode,
            MobiliansEasyPay.of(request.method()).map(MobiliansEasyPay::code).orElse(""),
            request.key() != null,
            cashCode == CashCode.VA
                ? KoreaTime.write(PayOptions.depositClosure(request, now))
                : "");
    return isGenuine(attempt, settings, trade, answer)
        ? new WindowOpening.Opened(
            new PgWindow.Page(
                new MobiliansHosts(attempt.channel()).window(trade.tid(), request.language())),
            trade.toMemo())
        : ours(Category.FORGED, "결제창 정보를 확인하지 못했습니다. 결제되지 않았습니다.");
  }

  /**
   * Whether KG's answer is genuine. The hub builds the window's address itself, and the one in the
   * answer must be equal (G36).
   */
  private static boolean isGenuine(
      PersistedAttempt attempt, MobiliansSettings settings, Trade trade, MobiliansJson answer) {
    String hmac = trade.hmac(new MobiliansSigner(settings.linkKey()));
    return TID.matcher(trade.tid()).matches()
        && answer.get("sid").equals(attempt.channel().mid())
        && answer.get("time_stamp").equals(trade.timeStamp())
        && MobiliansSigner.same(answer.get("hmac"), hmac)
        && answer
            .get("pay_url")
            .equals(new MobiliansHosts(attempt.channel()).window(trade.tid()).toString());
  }

  private static WindowOpening ours(Category category, String text) {
    return new WindowOpening.Refused(new PgError("", text, category));
  }
}
