package dev.naru.pg.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Connectors are written by people outside this project against {@code pg/spi}. This test holds the
 * module's public types to {@code pg/spi/api.txt}, so that a change of them is seen, and decided,
 * by whoever reviews the change.
 */
class PublicApiTest {

  private static final Path RECORDED = Path.of("api.txt");
  private static final Path FOUND = Path.of("target", "api.txt");

  @Test
  void the_public_types_are_those_on_record() throws IOException {
    Files.createDirectories(FOUND.getParent());
    Files.writeString(FOUND, String.join("\n", publicApi()) + "\n", UTF_8);

    assertThat(Files.readString(FOUND, UTF_8))
        .as(
            "pg/spi has changed for those who write connectors. If that is meant, say so in"
                + " CHANGELOG.md and record it: cp pg/spi/target/api.txt pg/spi/api.txt")
        .isEqualTo(Files.readString(RECORDED, UTF_8));
  }

  private static List<String> publicApi() throws IOException {
    Path classes = Path.of("target", "classes");
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(classes::relativize)
          .map(Path::toString)
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .map(name -> name.replace(".class", "").replace('/', '.'))
          .sorted()
          .map(PublicApiTest::load)
          .filter(PublicApiTest::isVisible)
          .flatMap(type -> lines(type).stream())
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()))
        && !type.isAnonymousClass();
  }

  private static List<String> lines(Class<?> type) {
    List<String> members = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers()) && !field.isSynthetic()) {
        members.add("  " + field.toGenericString());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      addIfPublic(members, constructor);
    }
    for (Method method : type.getDeclaredMethods()) {
      addIfPublic(members, method);
    }
    members.sort(null);
    members.addFirst(head(type));
    return members;
  }

  private static void addIfPublic(List<String> members, Executable member) {
    if (Modifier.isPublic(member.getModifiers()) && !member.isSynthetic()) {
      members.add("  " + member.toGenericString());
    }
  }

  /** The type's own line; a sealed type also names who may implement it. */
  private static String head(Class<?> type) {
    String permitted =
        !type.isSealed()
            ? ""
            : Arrays.stream(type.getPermittedSubclasses())
                .map(Class::getName)
                .sorted()
                .collect(Collectors.joining(", ", " permits ", ""));
    String parents =
        Arrays.stream(type.getGenericInterfaces())
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    return type.toGenericString() + (parents.isEmpty() ? "" : " of " + parents) + permitted;
  }
}
