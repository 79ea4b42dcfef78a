package dev.naru.sandbox.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.naru.sandbox.Emulator;

/** Checks how an emulator's packages depend on each other. */
public final class EmulatorRules {

  private EmulatorRules() {}

  /**
   * Fails when packages of the emulator form a circle, when its calls and its windows know each
   * other, or when its {@code wire} knows another package.
   */
  public static void check(Class<? extends Emulator> emulator) {
    String root = emulator.getPackageName();
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    slices().matching(root + ".(*)..").should().beFreeOfCycles().check(classes);
    forbid(classes, root + ".wire..", root + ".payment..", root + ".api..", root + ".window..");
    forbid(classes, root + ".payment..", root + ".api..", root + ".window..");
    forbid(classes, root + ".api..", root + ".window..");
    forbid(classes, root + ".window..", root + ".api..");
  }

  private static void forbid(JavaClasses classes, String from, String... to) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to)
        .check(classes);
  }
}
