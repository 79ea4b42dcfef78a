package dev.naru.hub.checkout;

import dev.naru.hub.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Receives payment requests from the SDK's hidden frame. It refuses requests from any page that
 * isn't the hub's own (G33).
 */
@RestController
class PaymentRequests {

  private static final int MAX_BYTES = 64 * 1024;

  private final RequestPay requestPay;
  private final PublicAddress address;
  private final WindowBrake brake;

  PaymentRequests(RequestPay requestPay, PublicAddress address, InstantSource time) {
    this.requestPay = requestPay;
    this.address = address;
    this.brake = new WindowBrake(time);
  }

  @PostMapping("/checkout/payments")
  ResponseEntity<byte[]> post(HttpServletRequest request) throws IOException {
    Optional<String> hubOrigin =
        address.of(request.getHeader("Origin"), request.getHeader("Sec-Fetch-Site"));
    if (hubOrigin.isEmpty()) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    String type = request.getContentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE).build();
    }
    Optional<byte[]> body = BoundedBody.read(request, MAX_BYTES);
    if (body.isEmpty()) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
    }
    JsonNode json;
    try {
      json = ParamReader.JSON.readTree(body.get());
    } catch (JacksonException e) {
      return ResponseEntity.badRequest().build();
    }
    PaymentRequest wanted =
        PaymentRequest.of(json, hubOrigin.get(), request.getHeader("User-Agent"));
    Optional<Duration> heldUp =
        brake.use(request.getRemoteAddr(), wanted.userCode(), body.get().length);
    return heldUp.isPresent() ? tooMany(heldUp.get()) : json(toMap(requestPay.answer(wanted)));
  }

  private static ResponseEntity<byte[]> tooMany(Duration after) {
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .header("Retry-After", String.valueOf(Math.max(1, after.plusMillis(999).toSeconds())))
        .body(ParamReader.JSON.writeValueAsBytes(WindowBrake.REFUSAL));
  }

  private static Map<String, @Nullable Object> toMap(RequestPay.Answer answer) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    switch (answer) {
      case RequestPay.Answer.Open open -> map.put("open", toMap(open));
      case RequestPay.Answer.Refused(SdkResult result, @Nullable String location) -> {
        map.put("done", result.callback());
        map.put("location", location);
      }
    }
    return map;
  }

  private static Map<String, @Nullable Object> toMap(RequestPay.Answer.Open open) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("mode", open.mode().name().toLowerCase(Locale.ROOT));
    map.put("url", open.url());
    map.put("imp_uid", open.paymentNumber());
    map.put("warning", open.warning());
    return map;
  }

  static ResponseEntity<byte[]> json(Object value) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .header("X-Content-Type-Options", "nosniff")
        .body(ParamReader.JSON.writeValueAsBytes(value));
  }
}
