package dev.naru.hub;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.properties.HasParameterTypes;
import com.tngtech.archunit.core.domain.properties.HasReturnType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The edges of design.md §1 that Maven can't hold. */
class ArchitectureTest {

  private static final JavaClasses HUB =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.naru.hub");

  private static final Set<String> FLOATING =
      Set.of("double", "float", "java.lang.Double", "java.lang.Float");

  private static final String[] DOMAIN = {
    "dev.naru.hub.merchant..",
    "dev.naru.hub.channel..",
    "dev.naru.hub.payment..",
    "dev.naru.hub.billing..",
    "dev.naru.hub.schedule..",
    "dev.naru.hub.work..",
    "dev.naru.hub.database..",
    "dev.naru.hub.notice..",
    "dev.naru.hub.webhook..",
    "dev.naru.hub.idempotency..",
    "dev.naru.hub.receipt..",
    "dev.naru.hub.identity..",
    "dev.naru.hub.escrow..",
    "dev.naru.hub.reconcile..",
    "dev.naru.hub.vault..",
    "dev.naru.hub.audit..",
    "dev.naru.hub.user..",
    "dev.naru.hub.web..",
    "dev.naru.hub.start..",
    "dev.naru.hub.time.."
  };

  @Test
  void modules_touch_each_other_only_by_their_public_face_and_without_cycles() {
    ApplicationModules.of(HubApplication.class).verify();
  }

  @Test
  void the_domain_does_not_know_the_edges() {
    noClasses()
        .that()
        .resideInAnyPackage(DOMAIN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.naru.hub.v1..", "dev.naru.hub.checkout..", "dev.naru.hub.console..")
        .check(HUB);
  }

  @Test
  void the_hub_names_no_pg() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.naru.pg..", "dev.naru.sandbox..")
                .and(resideOutsideOfPackage("dev.naru.pg.spi..")))
        .check(HUB);
  }

  @Test
  void no_code_outside_time_reads_the_system_clock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.naru.hub.time..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(InstantSource.class, "system")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(HUB);
  }

  @Test
  @Tag("G02")
  void only_what_keeps_a_record_of_them_makes_persisted_attempts() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.naru.hub.payment..", "dev.naru.hub.receipt..", "dev.naru.hub.escrow..")
        // Keys that are issued by card data move no money, and have a record of their own.
        .and()
        .doNotHaveFullyQualifiedName("dev.naru.hub.billing.BillingKeyService")
        // It asks about a payment that there can't be, which nobody needs to find again.
        .and()
        .doNotHaveFullyQualifiedName("dev.naru.hub.channel.ChannelCheck")
        .should()
        .callConstructor(
            PersistedAttempt.class,
            String.class,
            String.class,
            dev.naru.pg.spi.ChannelConfig.class,
            dev.naru.pg.spi.Money.class)
        .check(HUB);
  }

  @Test
  @Tag("G03")
  void the_transport_is_used_by_connectors_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.naru.hub.channel..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(PgTransport.class)
        .check(HUB);
  }

  /**
   * A rule on "dependencies" would see no primitive at all, so this looks at what is held, taken,
   * given and called. (A {@code double} that lives and dies inside one method is left to review.)
   * The one exception: a page's number is a JavaScript number, and RequestedAmount makes it whole.
   */
  @Test
  @Tag("G10")
  void money_is_never_a_floating_point_number() {
    classes()
        .that()
        .resideInAnyPackage(
            "dev.naru.hub.payment..", "dev.naru.hub.checkout..", "dev.naru.hub.v1..")
        .and()
        .doNotHaveFullyQualifiedName("dev.naru.hub.checkout.RequestedAmount")
        // Micrometer's gauges are doubles; these show counts and ages.
        .and()
        .doNotHaveFullyQualifiedName("dev.naru.hub.payment.unresolved.UnresolvedMeters")
        .should(
            new ArchCondition<JavaClass>("hold, take, give and call no floating-point number") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getFields().forEach(field -> see(field, field.getRawType(), events));
                type.getCodeUnits().forEach(unit -> seeSignature(unit, unit, events));
                type.getCodeUnitCallsFromSelf()
                    .forEach(call -> seeSignature(call.getTarget(), call.getOwner(), events));
              }
            })
        .check(HUB);
  }

  private static <T extends HasReturnType & HasParameterTypes> void seeSignature(
      T signature, JavaMember where, ConditionEvents events) {
    see(where, signature.getRawReturnType(), events);
    signature.getRawParameterTypes().forEach(type -> see(where, type, events));
  }

  private static void see(JavaMember where, JavaClass type, ConditionEvents events) {
    if (FLOATING.contains(type.getBaseComponentType().getName())) {
      events.add(
          SimpleConditionEvent.violated(where, where.getFullName() + " uses " + type.getName()));
    }
  }
}
