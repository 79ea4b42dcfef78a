package dev.naru.pg.mobilians;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.testkit.ConnectorContract;
import dev.naru.pg.testkit.PgFixture;

/** Runs the connector contract with bank transfers of the new module. */
class TransferContractTest extends ConnectorContract {
  @Override
  protected PgFixture fixture() {
    return new MobiliansFixture(new MobiliansV2ConnectorFactory(), PayMethod.TRANS, "RA");
  }
}
