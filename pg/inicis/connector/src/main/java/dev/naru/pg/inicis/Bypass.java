package dev.naru.pg.inicis;

import dev.naru.pg.spi.WindowRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a shop may hand through to the window (spec/pg-rules.md §2.3). An allow-list: what isn't on
 * it is left out, and a value with a control character is left out as a whole.
 */
final class Bypass {
  private static final Pattern ACCEPT_METHOD =
      Pattern.compile(
          "noeasypay|CARDPOINT|no_receipt|SKIN\\(#[0-9A-Fa-f]{6}\\)|disablepoint|usespcp"
              + "|cardshowopt\\([0-9A-Za-z,^-]{1,60}\\)|cd_ps\\([0-9A-Za-z,^-]{1,60}\\)");

  private static final Pattern RESERVED =
      Pattern.compile(
          "noeasypay=Y|cp_yn=Y|dcp_yn=Y|vbank_receipt=Y|bank_receipt=N|twotrs_bank=Y"
              + "|apprun_check=Y|iosapp=Y|cardshowopt=[0-9A-Za-z:,^-]{1,60}");

  private static final Pattern APP_SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,60})(?:://([A-Za-z0-9._/-]{0,100}))?.*");

  private static final Pattern PAYSHOT_KEY = Pattern.compile("[A-Za-z0-9+/=_-]{1,200}");

  private Bypass() {}

  /** Further tokens of {@code acceptmethod}. */
  static List<String> acceptMethod(WindowRequest request) {
    return parts(request.bypass().get("acceptmethod"), ":")
        .filter(token -> ACCEPT_METHOD.matcher(token).matches())
        .distinct()
        .toList();
  }

  /** Further options of {@code P_RESERVED}, the app scheme apart. */
  static List<String> reserved(WindowRequest request) {
    // Android's check and an app scheme exclude each other (protocols/inicis.md §4.2).
    boolean inApp = appScheme(request).isPresent();
    return parts(request.bypass().get("P_RESERVED"), "&")
        .filter(option -> RESERVED.matcher(option).matches())
        .filter(option -> !(inApp && option.equals("apprun_check=Y")))
        .distinct()
        .toList();
  }

  /** {@code app_scheme}, the request's own before the bypass's: {@code x}, {@code x://path}. */
  static Optional<String> appScheme(WindowRequest request) {
    Stream<String> own = Stream.ofNullable(request.appScheme());
    Stream<String> handedThrough =
        parts(request.bypass().get("P_RESERVED"), "&")
            .filter(option -> option.startsWith("app_scheme="))
            .map(option -> option.substring("app_scheme=".length()));
    return Stream.concat(own, handedThrough)
        .map(APP_SCHEME::matcher)
        .filter(matcher -> matcher.matches())
        .map(scheme -> scheme.group(1) + "://" + (scheme.group(2) == null ? "" : scheme.group(2)))
        .findFirst();
  }

  /** Hyundai PayShot's customer key. */
  static Optional<String> payshotKey(WindowRequest request, String name) {
    return request.bypass().get(name) instanceof String key && PAYSHOT_KEY.matcher(key).matches()
        ? Optional.of(key)
        : Optional.empty();
  }

  private static Stream<String> parts(@Nullable Object value, String at) {
    Stream<String> texts =
        switch (value) {
          case String text -> Stream.of(text);
          case List<?> list ->
              list.stream().filter(String.class::isInstance).map(String.class::cast);
          case null, default -> Stream.empty();
        };
    return texts
        .filter(text -> text.chars().noneMatch(Character::isISOControl))
        .flatMap(text -> Arrays.stream(text.split(at, -1)))
        .map(String::strip);
  }
}
