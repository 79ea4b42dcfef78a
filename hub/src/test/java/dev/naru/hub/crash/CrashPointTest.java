package dev.naru.hub.crash;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The list of crash points is the spec's, each is in the code, and the product has no hook. */
@Tag("G39")
class CrashPointTest {

  private static final Path SPEC = Path.of("..", "docs", "spec", "guarantees.md");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.naru");

  @Test
  void the_list_is_the_specs() throws IOException {
    String section =
        Files.readString(SPEC, UTF_8).split("## 4\\. Crash points", 2)[1].split("\n\n", 3)[1];
    List<String> named =
        Pattern.compile("`([A-Z_]+)`").matcher(section).results().map(m -> m.group(1)).toList();
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(CrashPoint.values()).map(Enum::name).toList());
  }

  @Test
  void each_is_somewhere_in_the_code() {
    Set<String> reached =
        PRODUCT.stream()
            .filter(type -> !type.isEquivalentTo(CrashPoint.class))
            .flatMap(type -> type.getFieldAccessesFromSelf().stream())
            .filter(access -> access.getTargetOwner().isEquivalentTo(CrashPoint.class))
            .map(JavaFieldAccess::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    // Flyway's callbacks come from the class path too: only a test's process has one.
    reached.add(CrashPoint.MIGRATION_MID_STEP.name());
    assertThat(reached)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.allOf(CrashPoint.class).stream().map(Enum::name).toList());
  }

  @Test
  void the_product_has_no_hook() throws URISyntaxException {
    noClasses().should().implement(CrashHook.class).check(PRODUCT);
    Path product =
        Path.of(
            Objects.requireNonNull(CrashPoint.class.getProtectionDomain().getCodeSource())
                .getLocation()
                .toURI());
    assertThat(product.resolve("META-INF/services/" + CrashHook.class.getName())).doesNotExist();
  }
}
