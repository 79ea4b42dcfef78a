package dev.naru.sandbox;

import io.javalin.config.RoutesConfig;

/**
 * Emulates one PG's side of the wire. The sandbox finds emulators by {@link
 * java.util.ServiceLoader}. An emulator depends on the sandbox alone, never on the PG's connector
 * nor on the hub, so that emulator and connector cannot share a mistake.
 */
public interface Emulator {

  /**
   * The V1 provider code, which is the {@code pg} of the control calls, for example {@code
   * html5_inicis}.
   */
  String pg();

  /**
   * Adds the PG's endpoints. The real host is the first segment of every path: {@code
   * https://stgstdpay.inicis.com/api/payAuth} becomes {@code /stgstdpay.inicis.com/api/payAuth}.
   */
  void mount(RoutesConfig routes, SandboxServices services);
}
