package dev.naru.hub.console;

import dev.naru.hub.web.ServedFile;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Serves the console's style sheet and script; their addresses change with their content. */
@RestController
public class ConsoleAssets {

  private static final CacheControl CACHING =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
  private static final String FOLDER = "dev/naru/hub/console/";

  /**
   * The style sheets in the order in which they are joined: a later one overrides an earlier one.
   */
  private static final List<String> STYLES =
      List.of("base", "frame", "forms", "lists", "payments", "sign-in", "commands", "narrow");

  private final ServedFile style =
      ServedFile.joined(
          "",
          Stream.concat(
                  Stream.of(ServedFile.TOKENS), STYLES.stream().map(name -> FOLDER + name + ".css"))
              .toList(),
          "",
          "text/css;charset=UTF-8",
          CACHING);
  private final ServedFile script =
      ServedFile.joined(
          "",
          List.of(
              FOLDER + "console.js",
              FOLDER + "commands.js",
              FOLDER + "export.js",
              FOLDER + "passkeys.js"),
          "",
          "text/javascript;charset=UTF-8",
          CACHING);

  ConsoleAssets() {}

  public String style() {
    return "/console/assets/console.css?v=" + style.version();
  }

  public String script() {
    return "/console/assets/console.js?v=" + script.version();
  }

  @GetMapping("/console/assets/console.css")
  @WithoutSignIn
  @Nullable ResponseEntity<byte[]> style(ServletWebRequest request) {
    return style.answer(request);
  }

  @GetMapping("/console/assets/console.js")
  @WithoutSignIn
  @Nullable ResponseEntity<byte[]> script(ServletWebRequest request) {
    return script.answer(request);
  }
}
