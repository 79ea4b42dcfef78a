package dev.naru.pg.mobilians;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.testkit.ConnectorContract;
import dev.naru.pg.testkit.PgFixture;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, over the old module's phone payments. */
@ExtendWith(WithoutInquiry.class)
class PhoneContractTest extends ConnectorContract {
  @Override
  protected PgFixture fixture() {
    return new MobiliansFixture(new MobiliansConnectorFactory(), PayMethod.PHONE, "MC");
  }
}
