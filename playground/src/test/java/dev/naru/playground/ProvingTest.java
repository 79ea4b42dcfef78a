package dev.naru.playground;

import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.PayMethod;
import java.util.Optional;

/**
 * The test that proves a cell of the coverage page. A pay method that has no test of its own for an
 * operation has none here, even if another method's test runs the same code.
 *
 * @param path the path from the project's root
 */
record ProvingTest(String path) {

  String name() {
    return path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
  }

  static Optional<ProvingTest> of(String provider, PayMethod method, Operation operation) {
    return provider.equals("html5_inicis")
        ? inicis(method, operation)
        : mobilians(provider.equals("mobilians_v2"), method, operation);
  }

  private static Optional<ProvingTest> inicis(PayMethod method, Operation operation) {
    return switch (operation) {
      case PC_WINDOW, MOBILE_WINDOW -> inicisConnector("MethodsTest");
      case KEY_WINDOW -> inicisConnector("KeyWindowTest");
      case KEY_CHARGE, KEY_IN -> inicisConnector("ApiChargeTest");
      case DEPOSIT_NOTICE -> inicisConnector("NoticeTest");
      // An inquiry uses the PG's number alone, whatever the buyer paid with.
      case INQUIRY -> inicisConnector("InquireTest");
      case NET_CANCEL -> inicisConnector("PcContractTest");
      // Paid in a browser and then cancelled, in parts where the PG supports that.
      case CANCEL, PARTIAL_CANCEL ->
          method == PayMethod.VBANK || method == PayMethod.POINT
              ? inicisConnector("CancelTest")
              : journey();
    };
  }

  private static Optional<ProvingTest> mobilians(
      boolean isV2, PayMethod method, Operation operation) {
    return switch (operation) {
      case PC_WINDOW, MOBILE_WINDOW -> mobiliansConnector("RegistrationTest");
      case KEY_CHARGE -> mobiliansConnector("ChargeKeyTest");
      case KEY_IN -> Optional.empty();
      case KEY_WINDOW ->
          method == PayMethod.PHONE ? mobiliansConnector("RegistrationTest") : keysOfCards();
      case DEPOSIT_NOTICE -> mobiliansConnector("NoticeTest");
      case INQUIRY -> Optional.empty();
      case CANCEL, PARTIAL_CANCEL ->
          method == PayMethod.VBANK || method == PayMethod.PHONE
              ? mobiliansConnector("CancelTest")
              : mobiliansContract(isV2, method);
      case NET_CANCEL ->
          method == PayMethod.VBANK
              ? mobiliansConnector("NetCancelTest")
              : mobiliansContract(isV2, method);
    };
  }

  private static Optional<ProvingTest> mobiliansContract(boolean isV2, PayMethod method) {
    return switch (method) {
      case PHONE -> mobiliansConnector("PhoneContractTest");
      case CARD -> mobiliansConnector("CardContractTest");
      case TRANS -> mobiliansConnector("TransferContractTest");
      default -> isV2 ? mobiliansConnector("EasyPaysTest") : Optional.empty();
    };
  }

  private static Optional<ProvingTest> keysOfCards() {
    return test("pg/mobilians/emulator/src/test/java/dev/naru/pg/mobilians/emulator/KeysTest");
  }

  private static Optional<ProvingTest> mobiliansConnector(String name) {
    return test("pg/mobilians/connector/src/test/java/dev/naru/pg/mobilians/" + name);
  }

  private static Optional<ProvingTest> inicisConnector(String name) {
    return test("pg/inicis/connector/src/test/java/dev/naru/pg/inicis/" + name);
  }

  private static Optional<ProvingTest> journey() {
    return test("acceptance/src/test/java/dev/naru/acceptance/MethodsTest");
  }

  private static Optional<ProvingTest> test(String path) {
    return Optional.of(new ProvingTest(path + ".java"));
  }
}
