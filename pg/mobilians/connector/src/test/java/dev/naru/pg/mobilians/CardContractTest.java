package dev.naru.pg.mobilians;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.testkit.ConnectorContract;
import dev.naru.pg.testkit.PgFixture;

/** Runs the connector contract with card payments of the new module. */
class CardContractTest extends ConnectorContract {
  @Override
  protected PgFixture fixture() {
    return new MobiliansFixture(new MobiliansV2ConnectorFactory(), PayMethod.CARD, "CN");
  }
}
