package dev.naru.sandbox;

import io.javalin.config.RoutesConfig;

/**
 * One PG, played. Found by {@link java.util.ServiceLoader}. It knows the stage alone: never the
 * connector, never the hub.
 */
public interface Emulator {

  /**
   * The V1 provider code, the {@code pg} of the control calls; for example {@code html5_inicis}.
   */
  String pg();

  /**
   * Adds the PG's endpoints. The real host is the first segment of every path: {@code
   * https://stgstdpay.inicis.com/api/payAuth} is played at {@code
   * /stgstdpay.inicis.com/api/payAuth}.
   */
  void mount(RoutesConfig routes, Stage stage);
}
