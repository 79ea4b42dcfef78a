package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit of the tarball, read by systemd itself where that is installed. */
class SystemdUnitTest {

  private static final Path PROGRAM = Path.of("/usr/bin/systemd-analyze");

  @Test
  void systemd_finds_nothing_wrong_in_the_unit(@TempDir Path folder)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PROGRAM), "systemd isn't installed");
    Path program = Files.createDirectories(folder.resolve("opt/bin")).resolve("naru-hub");
    Files.writeString(program, "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path unit = folder.resolve("naru-hub.service");
    Files.writeString(
        unit,
        Files.readString(Path.of("src", "dist", "systemd", "naru-hub.service"))
            .replace("/opt/naru-hub", folder.resolve("opt").toString()));

    Process verify =
        new ProcessBuilder(PROGRAM.toString(), "verify", unit.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(verify.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(verify.exitValue()).as(said).isZero();
    assertThat(said.lines().filter(line -> line.contains("naru-hub.service"))).isEmpty();
  }
}
