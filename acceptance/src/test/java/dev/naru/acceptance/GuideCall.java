package dev.naru.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A call of i'mport's guides as a merchant pastes it into a shell: with the real curl and the
 * printed text. Only the host is replaced, and the token is added that the guides leave out. The
 * guides' pages have blanks after the backslash at a line's end, which a shell wouldn't accept;
 * they are removed.
 */
record GuideCall(String command) {

  private static final String HOST = "https://api.iamport.kr";

  static GuideCall printed(String name) {
    try (InputStream in = GuideCall.class.getResourceAsStream("/guides/" + name + ".sh")) {
      if (in == null) {
        throw new IllegalArgumentException("no guide " + name);
      }
      return new GuideCall(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hub's answer without a token. */
  JsonNode runsAsPrinted(Naru naru) {
    return run(at(naru));
  }

  /** The hub's answer to this merchant. */
  JsonNode runsFor(Merchant merchant) {
    return run(
        at(merchant.naru())
            .replaceFirst("^curl ", "curl -H \"Authorization: " + merchant.token() + "\" "));
  }

  private String at(Naru naru) {
    if (!command.startsWith("curl ") || !command.contains(HOST)) {
      throw new IllegalStateException("not a guide's call: " + command);
    }
    return command.replaceAll("[ \t]+\n", "\n").replace(HOST, naru.hub("").toString());
  }

  private static JsonNode run(String shell) {
    try {
      Process process =
          new ProcessBuilder("bash", "-c", shell)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("curl failed: " + shell + "\n" + answer);
      }
      return Http.JSON.readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
