package dev.naru.pg.mobilians;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.testkit.ConnectorContract;
import dev.naru.pg.testkit.PgFixture;

/** Runs the connector contract with phone payments of the old module. */
class PhoneContractTest extends ConnectorContract {
  @Override
  protected PgFixture fixture() {
    return new MobiliansFixture(new MobiliansConnectorFactory(), PayMethod.PHONE, "MC");
  }
}
