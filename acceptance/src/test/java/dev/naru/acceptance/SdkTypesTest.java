package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The SDK's types, compiled as a shop compiles them; {@code ./naru test} fetches the compiler. */
class SdkTypesTest {

  private static final int LIMIT_SECONDS = 120;

  @Test
  void theSamplesCompileAndTheMistakesDoNot() throws IOException, InterruptedException {
    String compiler = System.getenv("NARU_TYPESCRIPT");
    assumeThat(compiler).as("NARU_TYPESCRIPT: no npm, no TypeScript").isNotNull();
    assertThat(Path.of(compiler)).isRegularFile();
    Path samples = Path.of("..", "sdk", "samples").toAbsolutePath().normalize();
    Process process =
        new ProcessBuilder("node", compiler, "--pretty", "false", "-p", samples.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEmpty();
    assertThat(process.exitValue()).isZero();
    // Each mistake is one that the compiler was told to expect; without any it would test nothing.
    assertThat(Files.readString(samples.resolve("mistakes.ts"))).contains("@ts-expect-error");
  }
}
