package dev.naru.hub.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs tests in a process of its own, and writes down which failed: the first line counts what ran,
 * each further one is {@code class#method<tab>message}.
 */
final class RunTests {

  private RunTests() {}

  /** Takes the file to write, then tests as {@code class} or {@code class#method}. */
  static void main(String[] args) throws IOException {
    List<DiscoverySelector> selectors = new ArrayList<>();
    for (String test : args) {
      if (!test.equals(args[0])) {
        selectors.addAll(selectorsOf(test));
      }
    }
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    List<String> lines = new ArrayList<>();
    lines.add(Long.toString(summary.getTestsStartedCount()));
    for (TestExecutionSummary.Failure failure : summary.getFailures()) {
      String what = failure.getTestIdentifier().getSource().map(RunTests::name).orElse("?");
      lines.add(
          what + "\t" + String.valueOf(failure.getException()).replaceAll("\\s+", " ").strip());
    }
    Files.write(Path.of(args[0]), lines);
    // Servers and pools of a broken hub may still run.
    Runtime.getRuntime().exit(0);
  }

  private static List<? extends DiscoverySelector> selectorsOf(String test) {
    int hash = test.indexOf('#');
    try {
      Class<?> type = Class.forName(hash < 0 ? test : test.substring(0, hash));
      return hash < 0
          ? List.of(selectClass(type))
          : methods(type, test.substring(hash + 1)).map(it -> selectMethod(type, it)).toList();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("no test " + test, e);
    }
  }

  /** Inherited ones too: a contract's tests are its subclasses'. */
  private static Stream<Method> methods(Class<?> type, String name) {
    return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
        .filter(method -> method.getName().equals(name));
  }

  private static String name(TestSource source) {
    return switch (source) {
      case MethodSource method -> method.getClassName() + "#" + method.getMethodName();
      case ClassSource type -> type.getClassName();
      default -> source.toString();
    };
  }
}
