package dev.naru.hub.payment;

import static java.util.function.Predicate.not;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A name, an e-mail address or a telephone number, in the one form in which buyers are compared:
 * upper and lower case, spaces in a name, and everything but a number's digits make no difference.
 *
 * @param text the text that is compared; it begins with the kind of value
 */
public record BuyerWord(String text) {

  private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9 ().-]*[0-9][0-9 ().-]*");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");
  private static final int FEWEST_DIGITS = 7;

  /** The known values of a buyer. */
  public static List<BuyerWord> of(Payment.Buyer buyer) {
    return Stream.of(name(buyer.name()), email(buyer.email()), telephone(buyer.tel()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Reads a search for a buyer; empty if the text is only spaces. */
  public static Optional<BuyerWord> typed(String text) {
    if (text.contains("@")) {
      return email(text);
    }
    boolean number = TELEPHONE.matcher(text.strip()).matches();
    return number && digits(text).length() >= FEWEST_DIGITS ? telephone(text) : name(text);
  }

  private static Optional<BuyerWord> name(@Nullable String text) {
    return word("name ", text == null ? "" : SPACES.matcher(text).replaceAll(""));
  }

  private static Optional<BuyerWord> email(@Nullable String text) {
    return word("email ", text == null ? "" : text.strip());
  }

  private static Optional<BuyerWord> telephone(@Nullable String text) {
    return word("tel ", text == null ? "" : digits(text));
  }

  private static Optional<BuyerWord> word(String kind, String text) {
    return Optional.of(Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))
        .filter(not(String::isEmpty))
        .map(word -> new BuyerWord(kind + word));
  }

  private static String digits(String text) {
    return NO_DIGITS.matcher(text).replaceAll("");
  }

  /** Leaves the value out, because it is personal data. */
  @Override
  public String toString() {
    return "BuyerWord[hidden]";
  }
}
