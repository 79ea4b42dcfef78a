package dev.naru.acceptance;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Shares one naru and one Chromium among all test classes of a JVM, because a start takes seconds.
 * They end with the JVM, not with JUnit's store: Surefire gives each class of a module with several
 * JVMs a run of JUnit of its own. What the browser showed in a failed test is kept in {@code
 * target/failures}.
 */
final class OneWorld implements BeforeAllCallback, AfterTestExecutionCallback {

  private static @Nullable World world;

  private record World(Home home, Naru naru, Chromium chromium) implements AutoCloseable {

    static World begin() {
      Home home = Home.make();
      World begun = new World(home, Naru.start(home.path()), new Chromium());
      Runtime.getRuntime().addShutdownHook(new Thread(begun::close));
      return begun;
    }

    @Override
    public void close() {
      try (home;
          naru) {
        chromium.close();
      }
    }
  }

  static Naru naru() {
    return now().naru();
  }

  static Path homePath() {
    return now().home().path();
  }

  static Chromium chromium() {
    return now().chromium();
  }

  private static synchronized World now() {
    return Objects.requireNonNull(world, "a class without @ExtendWith(OneWorld.class)");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    begin();
  }

  private static synchronized void begin() {
    if (world == null) {
      world = World.begin();
    }
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      String name =
          context.getRequiredTestClass().getSimpleName()
              + "."
              + context.getDisplayName().replaceAll("[^\\p{L}\\p{N}_-]+", "_");
      Path folder = Path.of("target", "failures");
      int number = 0;
      for (Page page : chromium().pages()) {
        page.screenshot(
            new Page.ScreenshotOptions().setPath(folder.resolve(name + "-" + number++ + ".png")));
      }
    }
  }
}
