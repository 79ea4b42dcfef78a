package dev.naru.hub.checkout;

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

/** Serves the browser SDK under the addresses of all its versions (spec/javascript-sdk.md §1). */
@RestController
class SdkFiles {

  /**
   * The time for which browsers cache the SDK. It is short, because shops name no version in the
   * address and a fix must still reach them.
   */
  private static final CacheControl CACHING =
      CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

  private static final String BEGINNING =
      """
      /*!
       * naru: the browser SDK of an i'mport / PortOne V1 compatible payment hub.
       * It talks to the hub's hidden frame by postMessage and to nothing else; it needs no library.
       */
      (function (window, document) {
      'use strict';
      """;

  /** The source files that form the SDK's one function, in their order. */
  private static final List<String> PARTS =
      Stream.of("hub", "request", "machine", "leftover", "frame", "window", "page")
          .map(part -> "dev/naru/sdk/iamport/" + part + ".js")
          .toList();

  private final ServedFile script =
      ServedFile.joined(
          BEGINNING, PARTS, "})(window, document);\n", "text/javascript;charset=UTF-8", CACHING);
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
