package dev.naru.pg.mobilians.emulator.window;

import dev.naru.pg.mobilians.emulator.payment.Trade;
import dev.naru.pg.mobilians.emulator.wire.Bank;
import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import java.util.Map;
import java.util.Optional;

/** The pages of bank transfer and virtual account, one page each. */
final class AccountSteps {

  private AccountSteps() {}

  /** Checks the form of a bank transfer. */
  static StepResult transfer(Trade trade, Map<String, String> form) {
    Optional<Bank> bank = Bank.of(BuyerSteps.value(form, "bank"));
    Trade kept = kept(trade, form);
    if (bank.isEmpty()) {
      return new StepResult.Stay(kept, "bankError");
    }
    if (BuyerSteps.value(form, "holder").isEmpty()) {
      return new StepResult.Stay(kept, "holderError");
    }
    if (!BuyerSteps.value(form, "birth").matches("\\d{6}")) {
      return new StepResult.Stay(kept, "birthError");
    }
    return agreed(kept, form);
  }

  /** Checks the form of a virtual account. */
  static StepResult account(Trade trade, Map<String, String> form) {
    String bank = BuyerSteps.value(form, "bank");
    Trade kept = kept(trade, form);
    if (Bank.offered(trade.order()).stream().noneMatch(b -> b.code().equals(bank))) {
      return new StepResult.Stay(kept, "bankError");
    }
    return BuyerSteps.value(form, "holder").isEmpty()
        ? new StepResult.Stay(kept, "depositorError")
        : agreed(kept, form);
  }

  /** Whether the window asks for a cash receipt. */
  static boolean asksReceipt(RegisteredOrder order) {
    return order.cash() == CashCode.VA
        ? !order.option("va_cash_receipt").equals("N")
        : order.cash() == CashCode.RA && order.wants("ra_cash_receipt");
  }

  private static StepResult agreed(Trade kept, Map<String, String> form) {
    return BuyerSteps.agreed(kept.order(), form)
        ? new StepResult.Done(kept)
        : new StepResult.Stay(kept, "agreeError");
  }

  private static Trade kept(Trade trade, Map<String, String> form) {
    boolean receipt = asksReceipt(trade.order()) && BuyerSteps.value(form, "receipt").equals("Y");
    String holder = BuyerSteps.value(form, "holder");
    return trade.with(
        Map.of(
            "bank", BuyerSteps.value(form, "bank"),
            "holder", holder.substring(0, Math.min(holder.length(), 15)),
            "receipt", receipt ? "Y" : "N"));
  }
}
