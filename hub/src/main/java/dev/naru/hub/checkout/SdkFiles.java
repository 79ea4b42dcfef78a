package dev.naru.hub.checkout;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Serves the browser SDK under the addresses of all its versions (spec/javascript-sdk.md §1). */
@RestController
class SdkFiles {

  /** Short, because shops name no version in the address and a fix must still reach them. */
  private static final CacheControl CACHING =
      CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

  private final ServedFile script =
      new ServedFile("dev/naru/sdk/iamport.js", "text/javascript;charset=UTF-8", CACHING);
  private final ServedFile types =
      new ServedFile("dev/naru/sdk/iamport.d.ts", "text/plain;charset=UTF-8", CACHING);

  @GetMapping({"/v1/iamport.js", "/js/iamport.payment-{version}.js"})
  @Nullable ResponseEntity<byte[]> script(ServletWebRequest request) {
    return script.answer(request);
  }

  @GetMapping("/v1/iamport.d.ts")
  @Nullable ResponseEntity<byte[]> types(ServletWebRequest request) {
    return types.answer(request);
  }
}
