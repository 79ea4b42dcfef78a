package dev.naru.pg.template.emulator;

import dev.naru.sandbox.DemoChannel;
import dev.naru.sandbox.Emulator;
import dev.naru.sandbox.SandboxServices;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Map;

/** Emulates Template Pay: one window for every pay method, approval, inquiry and cancel. */
public final class TemplateEmulator implements Emulator {

  static final String PG = "template";
  static final String HOST = "/pay.template.example";

  private static final String MID = "templatetest";
  private static final String KEY = "template-test-key-0123456789abcdef";

  @Override
  public String pg() {
    return PG;
  }

  @Override
  public List<DemoChannel> demoChannels() {
    return List.of(new DemoChannel(MID, Map.of("api_key", KEY), DemoChannel.Use.PAYMENTS));
  }

  @Override
  public void mount(RoutesConfig routes, SandboxServices sandbox) {
    Payments payments = new Payments(sandbox);
    Window window = new Window(sandbox, payments);
    routes.post(HOST + "/window", window::open);
    routes.post(HOST + "/window/pay", window::pay);
    routes.post(HOST + "/window/leave", window::leave);
    Calls calls = new Calls(sandbox, payments);
    routes.post(HOST + "/approve", calls::approve);
    routes.post(HOST + "/inquiry", calls::inquire);
    routes.post(HOST + "/cancel", calls::cancel);
    routes.post(HOST + "/partial-cancel", calls::cancel);
  }

  /** The key of a merchant id; empty for one that the PG does not know. */
  static String keyOf(String mid) {
    return mid.equals(MID) ? KEY : "";
  }
}
