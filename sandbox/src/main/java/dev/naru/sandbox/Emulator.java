package dev.naru.sandbox;

import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Map;

/**
 * Emulates one PG's side of the wire. The sandbox finds emulators by {@link
 * java.util.ServiceLoader}. An emulator depends only on the sandbox, never on the PG's connector
 * nor on the hub, so that emulator and connector cannot share a mistake.
 */
public interface Emulator {

  /** The V1 provider code, which is also the {@code pg} of the control calls. */
  String pg();

  /**
   * Adds the PG's endpoints. The real host is the first segment of every path: {@code
   * https://pay.mypg.example/approve} is emulated at {@code /pay.mypg.example/approve}.
   */
  void mount(RoutesConfig routes, SandboxServices services);

  /**
   * All names of the PG's hosts, live and test, each mapped to the host whose paths {@link #mount}
   * has added. A caller may name any of them, as the first segment of a path or as its {@code
   * Host}.
   */
  default Map<String, String> hosts() {
    return Map.of();
  }

  /**
   * The merchant ids of this PG that the playground sets up or can set up. The demo shop offers a
   * PG that has one for payments.
   */
  default List<DemoChannel> demoChannels() {
    return List.of();
  }
}
