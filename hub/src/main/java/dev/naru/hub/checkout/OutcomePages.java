package dev.naru.hub.checkout;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where a phone ends whose shop gave no {@code m_redirect_url}. Shows of its query only what can't
 * be mistaken for the hub's own words: anybody may write such an address.
 */
@RestController
class OutcomePages {

  private static final Pattern REFERENCE = Pattern.compile("imps?_[0-9]{1,27}");
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,20}");

  private final Pages pages;

  OutcomePages(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/payments/success")
  ResponseEntity<byte[]> success(
      @RequestParam(name = "imp_uid", defaultValue = "") String impUid,
      @RequestHeader(name = "Accept-Language", required = false) @Nullable String language) {
    return page("success", Texts.preferred(language), impUid, "");
  }

  @GetMapping("/payments/fail")
  ResponseEntity<byte[]> fail(
      @RequestParam(name = "imp_uid", defaultValue = "") String impUid,
      @RequestParam(name = "error_code", defaultValue = "") String errorCode,
      @RequestHeader(name = "Accept-Language", required = false) @Nullable String language) {
    return page("fail", Texts.preferred(language), impUid, errorCode);
  }

  private ResponseEntity<byte[]> page(String outcome, Texts texts, String impUid, String code) {
    String nonce = ContentSecurity.nonce();
    return pages.page(
        HttpStatus.OK,
        "checkout/outcome",
        texts,
        nonce,
        ContentSecurity.own(nonce, "'none'"),
        Map.of(
            "outcome", outcome,
            "impUid", REFERENCE.matcher(impUid).matches() ? impUid : "",
            "code", CODE.matcher(code).matches() ? code : ""));
  }
}
