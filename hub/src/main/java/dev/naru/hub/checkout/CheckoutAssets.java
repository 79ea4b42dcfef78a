package dev.naru.hub.checkout;

import dev.naru.hub.web.ServedFile;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Serves the buyer pages' script and style sheet; their addresses change with their content. */
@RestController
class CheckoutAssets {

  private static final CacheControl CACHING =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
  private static final String FOLDER = "dev/naru/hub/checkout/";

  private final ServedFile script =
      new ServedFile(FOLDER + "checkout.js", "text/javascript;charset=UTF-8", CACHING);
  private final ServedFile style =
      ServedFile.joined(
          "",
          List.of(ServedFile.TOKENS, FOLDER + "checkout.css"),
          "",
          "text/css;charset=UTF-8",
          CACHING);

  String scriptAddress() {
    return "/checkout/assets/checkout.js?v=" + script.version();
  }

  String styleAddress() {
    return "/checkout/assets/checkout.css?v=" + style.version();
  }

  @GetMapping("/checkout/assets/checkout.js")
  @Nullable ResponseEntity<byte[]> script(ServletWebRequest request) {
    return script.answer(request);
  }

  @GetMapping("/checkout/assets/checkout.css")
  @Nullable ResponseEntity<byte[]> style(ServletWebRequest request) {
    return style.answer(request);
  }
}
