package dev.naru.sandbox;

import io.javalin.config.RoutesConfig;

/**
 * Emulates one PG's side of the wire. The sandbox finds emulators by {@link
 * java.util.ServiceLoader}. An emulator depends on the sandbox alone, never on the PG's connector
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
}
