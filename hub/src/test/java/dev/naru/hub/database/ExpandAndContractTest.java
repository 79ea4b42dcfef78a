package dev.naru.hub.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * During an upgrade the hub of the version before works on the new tables, so a migration may not
 * take away or narrow what that hub reads or writes. One that removes what no released version uses
 * any more says so in its line: {@code -- contract: unused since 0.2.0}.
 */
class ExpandAndContractTest {

  /** Older ones were made before the first release: no version is upgraded over them. */
  private static final int FIRST_HELD = 78;

  private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*");
  private static final Pattern NARROWS =
      Pattern.compile(
          "\\b(drop\\s+(table|column|view|function)|rename\\s+(to|column)|set\\s+not\\s+null"
              + "|alter\\s+column\\s+\\w+\\s+(set\\s+data\\s+)?type)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SAID = Pattern.compile("-- contract: unused since \\d+\\.\\d+");

  @Test
  void a_migration_takes_away_nothing_that_the_version_before_uses() throws IOException {
    List<String> narrowing = new ArrayList<>();
    for (Resource file : migrations()) {
      if (version(file) >= FIRST_HELD) {
        narrowing(file).forEach(line -> narrowing.add(file.getFilename() + ": " + line));
      }
    }
    assertThat(narrowing).isEmpty();
  }

  /** What a hub before V30 could not have lived with, and what one before V69 could. */
  @Test
  void the_rule_tells_the_two_kinds_apart() throws IOException {
    for (Resource file : migrations()) {
      switch (version(file)) {
        case 11, 30 -> assertThat(narrowing(file)).isNotEmpty();
        case 61, 69 -> assertThat(narrowing(file)).isEmpty();
        default -> {}
      }
    }
    assertThat(narrowing("drop table old; -- contract: unused since 0.2.0")).isEmpty();
  }

  private static List<String> narrowing(Resource file) throws IOException {
    return narrowing(file.getContentAsString(StandardCharsets.UTF_8));
  }

  private static List<String> narrowing(String sql) {
    return sql.lines()
        .filter(line -> NARROWS.matcher(line.replaceFirst("^\\s*--.*", "")).find())
        .filter(line -> !SAID.matcher(line).find())
        .toList();
  }

  private static Resource[] migrations() throws IOException {
    return new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/V*.sql");
  }

  private static int version(Resource file) {
    Matcher name = VERSION.matcher(String.valueOf(file.getFilename()));
    assertThat(name.matches()).as("%s", file).isTrue();
    return Integer.parseInt(name.group(1));
  }
}
