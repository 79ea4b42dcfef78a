package dev.naru.sandbox;

import io.javalin.config.RoutesConfig;
import java.util.List;

/**
 * One PG, played. Found by {@link java.util.ServiceLoader}. It knows the stage alone: never the
 * connector, never the hub.
 */
public interface Emulator {

  /** The V1 provider code, which is also the {@code pg} of the control calls. */
  String pg();

  /**
   * Adds the PG's endpoints. The real host is the first segment of every path: {@code
   * https://pay.mypg.example/approve} is played at {@code /pay.mypg.example/approve}.
   */
  void mount(RoutesConfig routes, Stage stage);

  /**
   * The merchant ids of this PG that the playground sets up or can set up. The demo shop offers a
   * PG that has one for payments.
   */
  default List<DemoChannel> demoChannels() {
    return List.of();
  }
}
