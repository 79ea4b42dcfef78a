package dev.naru.pg.mobilians.emulator;

import dev.naru.pg.mobilians.emulator.payment.BankDeposits;
import dev.naru.pg.mobilians.emulator.wire.Mobilians;
import dev.naru.pg.mobilians.emulator.wire.TestMerchants;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.DemoChannel;
import dev.naru.sandbox.Emulator;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.TakesDeposits;
import io.javalin.config.RoutesConfig;
import java.util.List;

/**
 * V1's second code for the same PG. The service id decides which code a line of the book has;
 * {@link MobiliansEmulator} answers the wire of both.
 */
public final class MobiliansV2Emulator implements Emulator, TakesDeposits {

  @Override
  public String pg() {
    return Mobilians.PG_V2;
  }

  @Override
  public List<DemoChannel> demoChannels() {
    return List.of(
        new DemoChannel("170622040676", TestMerchants.SETTINGS, DemoChannel.Use.ON_REQUEST));
  }

  @Override
  public void mount(RoutesConfig routes, SandboxServices sandbox) {}

  @Override
  public void deposit(SandboxServices sandbox, Charge waiting, long amount) {
    BankDeposits.take(sandbox, waiting, amount);
  }
}
