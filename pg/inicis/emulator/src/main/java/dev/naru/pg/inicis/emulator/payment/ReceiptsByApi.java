package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.Encrypted;
import dev.naru.pg.inicis.emulator.wire.IniApiFields;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.TidGenerator;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.kit.CallFault;
import dev.naru.sandbox.kit.JsonRecords;
import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.StripedLock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Cash receipts by INIAPI v1 (protocols/inicis.md §6.10). No money moves, so none of them is in the
 * book.
 */
public final class ReceiptsByApi {

  private static final String PREFIX = "INIAPICSHR";

  /** The stored part of a receipt; it doesn't say whose receipt it is. */
  record StoredReceipt(String mid, long amount, boolean cancelled) {}

  /** An answer, and how it is delivered. */
  public record Result(Map<String, Object> answer, ReplyDelivery delivery) {}

  private final SandboxServices sandbox;
  private final TidGenerator tids;
  private final RandomGenerator random;
  private final JsonRecords<StoredReceipt> receipts;
  private final StripedLock perReceipt = new StripedLock();

  public ReceiptsByApi(SandboxServices sandbox, TidGenerator tids, RandomGenerator random) {
    this.sandbox = sandbox;
    this.tids = tids;
    this.random = random;
    this.receipts = new JsonRecords<>(sandbox.records(), Inicis.PG, "receipt", StoredReceipt.class);
  }

  /**
   * Issues a receipt.
   *
   * @param f the call's fields, whose hash is right
   * @throws PgRefusal with a code of protocols/inicis.md §10, or ER0102 for a missing field
   */
  public Result issue(Merchant merchant, Map<String, String> f) {
    IniApiFields.require(f, "goodName", "buyerName", "buyerEmail", "buyerTel", "useOpt");
    long amount = IniApiFields.won(f, "crPrice");
    long parts =
        IniApiFields.won(f, "supPrice")
            + IniApiFields.won(f, "tax")
            + IniApiFields.won(f, "srvcPrice");
    if (amount == 0 || amount != parts) {
      throw new PgRefusal("500655", "금액 합계 오류");
    }
    if (Encrypted.read(merchant, f.getOrDefault("regNum", ""))
        .filter(number -> number.matches("\\d{10,19}"))
        .isEmpty()) {
      throw new PgRefusal("500635", "주민등록번호, 휴대폰번호, 사업자번호 오류");
    }
    String order = f.getOrDefault("merchantData", "");
    var call = new PgCall(Inicis.PG, merchant.mid(), order, order, order, amount, null);
    CallFault fault = CallFault.ofApproval(sandbox.scenarios(), call, Optional.empty());
    if (fault.is(Fault.TIMEOUT_BEFORE_APPROVAL)) {
      return new Result(Map.of(), fault.delivery());
    }
    if (fault.is(Fault.DECLINE)) {
      throw new PgRefusal("500659", "현금영수증 기발행 거래");
    }
    String tid = tids.next(PREFIX, merchant.mid());
    receipts.put(tid, new StoredReceipt(merchant.mid(), amount, false));
    String at = KoreanTime.stamp(sandbox.time().instant());
    var a = new LinkedHashMap<String, Object>();
    a.put("resultCode", "00");
    a.put("resultMsg", "정상처리되었습니다.");
    a.put("tid", tid);
    a.put("authNo", String.format(Locale.ROOT, "%09d", random.nextInt(1_000_000_000)));
    a.put("authDate", at.substring(0, 8));
    a.put("authTime", at.substring(8));
    a.put("authUseOpt", f.getOrDefault("useOpt", ""));
    return new Result(a, fault.delivery());
  }

  /**
   * Cancels a receipt.
   *
   * @throws PgRefusal 500623 or 500626
   */
  public Result cancel(Merchant merchant, String tid) {
    return perReceipt.locked(
        tid,
        () -> {
          StoredReceipt receipt =
              receipts
                  .get(tid)
                  .filter(it -> it.mid().equals(merchant.mid()))
                  .orElseThrow(() -> new PgRefusal("500623", "해당거래 없음"));
          if (receipt.cancelled()) {
            throw new PgRefusal("500626", "기 취소 거래");
          }
          receipts.put(tid, new StoredReceipt(receipt.mid(), receipt.amount(), true));
          String at = KoreanTime.stamp(sandbox.time().instant());
          var a = new LinkedHashMap<String, Object>();
          a.put("resultCode", "00");
          a.put("resultMsg", "정상처리되었습니다.");
          a.put("cancelDate", at.substring(0, 8));
          a.put("cancelTime", at.substring(8));
          a.put("detailResultCode", "");
          return new Result(a, ReplyDelivery.NORMAL);
        });
  }
}
