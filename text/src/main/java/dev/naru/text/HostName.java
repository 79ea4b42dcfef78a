package dev.naru.text;

import com.ibm.icu.text.IDNA;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A host's name as browsers read it (WHATWG URL, "domain to ASCII"): emoji are letters like others,
 * {@code straße.de} isn't {@code strasse.de}, and {@code xn--} must stand before valid Punycode.
 * The JDK's {@code IDN} knows only the characters of 2002 and the rules of 2003.
 */
final class HostName {

  private static final IDNA UTS_46 =
      IDNA.getUTS46Instance(
          IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE);

  /** Errors that browsers ignore: where hyphens stand, and how long a name is. */
  private static final Set<IDNA.Error> NO_ERRORS =
      EnumSet.of(
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG,
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4);

  private static final String FORBIDDEN = " #/:<>?@[\\]^|%\u007f";

  private HostName() {}

  /**
   * The name in ASCII and in lower case. An IPv4 address stays as it is.
   *
   * @param given the host in an address, with or without percent-escapes, and not in brackets
   * @return empty when browsers refuse the host
   */
  static Optional<String> of(String given) {
    return decoded(given).flatMap(HostName::ascii).filter(HostName::isAllowed);
  }

  private static Optional<String> ascii(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.chars().allMatch(c -> c < 0x80) && !("." + lower).contains(".xn--")) {
      return Optional.of(lower);
    }
    var info = new IDNA.Info();
    String ascii = UTS_46.nameToASCII(name, new StringBuilder(), info).toString();
    return NO_ERRORS.containsAll(info.getErrors()) ? Optional.of(ascii) : Optional.empty();
  }

  private static Optional<String> decoded(String given) {
    if (given.indexOf('%') < 0) {
      return Optional.of(given);
    }
    try {
      byte[] octets =
          // A plus sign is no space in a host.
          URLDecoder.decode(given.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
              .getBytes(StandardCharsets.ISO_8859_1);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isAllowed(String ascii) {
    return !ascii.isEmpty()
        && ascii.chars().allMatch(c -> c > ' ' && c < 0x80 && FORBIDDEN.indexOf(c) < 0);
  }
}
