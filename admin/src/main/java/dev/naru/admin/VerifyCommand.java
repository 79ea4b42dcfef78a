package dev.naru.admin;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.payment.Journal;
import dev.naru.hub.payment.Journal.Check;
import dev.naru.hub.vault.KeyRotation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Checks that the key ring is the database's, and that nobody has changed the journal or the audit
 * log (G11).
 */
@Command(name = "verify")
final class VerifyCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private Answer answer = new Answer();

  VerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (HubServices hub = surroundings.services()) {
      // This service refuses a foreign ring when it is made, which is when it is first requested.
      String ring = hub.get(KeyRotation.class).fingerprint();
      Check check = hub.get(Journal.class).check();
      Audit.Check audit = hub.get(Audit.class).check();
      answer.print(
          surroundings.out(),
          Answer.row()
              .with("ring", ring)
              .with("payments", check.payments())
              .with("lines", check.lines())
              .with("faulty", check.faulty())
              .with("faults", check.faults())
              .with("fingerprint", check.fingerprint())
              .with("audit_lines", audit.lines())
              .with("audit_faulty", audit.faulty())
              .with("audit_faults", audit.faults())
              .with("audit_fingerprint", audit.fingerprint()),
          Texts.of("verify.ring", ring) + "\n" + sentences(check) + "\n" + sentences(audit));
      return check.isWhole() && audit.isWhole() ? ExitCode.DONE : ExitCode.FOUND_TROUBLE;
    }
  }

  private static String sentences(Check check) {
    String counted =
        Texts.of(
            check.isWhole() ? "verify.whole" : "verify.faulty",
            check.payments(),
            check.lines(),
            check.faulty(),
            check.fingerprint());
    return String.join("\n", check.faults()) + (check.isWhole() ? "" : "\n") + counted;
  }

  private static String sentences(Audit.Check check) {
    String counted =
        check.isWhole()
            ? Texts.of("verify.audit-whole", check.lines(), check.fingerprint())
            : Texts.of("verify.audit-faulty", check.logs(), check.faulty());
    return String.join("\n", check.faults()) + (check.isWhole() ? "" : "\n") + counted;
  }
}
