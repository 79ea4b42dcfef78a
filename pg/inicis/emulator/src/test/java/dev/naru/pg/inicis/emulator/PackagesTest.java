package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.testkit.EmulatorRules;
import org.junit.jupiter.api.Test;

class PackagesTest {

  @Test
  void the_packages_depend_on_each_other_in_one_direction() {
    EmulatorRules.check(InicisEmulator.class);
  }
}
