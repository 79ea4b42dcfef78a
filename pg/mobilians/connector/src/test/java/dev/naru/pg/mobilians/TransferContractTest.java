package dev.naru.pg.mobilians;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.testkit.ConnectorContract;
import dev.naru.pg.testkit.PgFixture;

/** The contract, over the new module's bank transfers. */
class TransferContractTest extends ConnectorContract {
  @Override
  protected PgFixture fixture() {
    return new MobiliansFixture(new MobiliansV2ConnectorFactory(), PayMethod.TRANS, "RA");
  }
}
