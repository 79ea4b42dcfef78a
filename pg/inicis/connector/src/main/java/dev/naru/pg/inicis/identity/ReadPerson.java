package dev.naru.pg.inicis.identity;

import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.spi.VerifiesIdentity.Gender;
import dev.naru.pg.spi.VerifiesIdentity.IdentityCheck;
import dev.naru.pg.spi.VerifiesIdentity.IdentityOutcome;
import dev.naru.pg.spi.VerifiesIdentity.Person;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to the result query (protocols/inicis-identity.md §7.2, §8). An answer that
 * contradicts the request isn't believed, and a value that can't be decrypted ends the attempt.
 */
final class ReadPerson {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  /** The agency that delivers a CI only with a further contract. */
  private static final String WITHOUT_CI = "KAKAO";

  private static final int LONGEST_CI = 88;
  private static final int LONGEST_DI = 64;

  private final InstantSource time;

  ReadPerson(InstantSource time) {
    this.time = time;
  }

  IdentityOutcome read(IdentityCheck check, Map<String, String> proof, InicisJson answer) {
    String code = answer.get("resultCode");
    if (code.isEmpty()) {
      return new IdentityOutcome.NoAnswer("no resultCode");
    }
    if (!UnifiedConnector.isSuccess(code)) {
      return new IdentityOutcome.Refused(UnifiedConnector.error(code, answer.get("resultMsg")));
    }
    String txId = proof.getOrDefault("txId", "");
    if (!answer.get("mTxId").equals(check.transactionId())
        || !answer.get("txId").equals(txId)
        || !answer.get("svcCd").equals(UnifiedConnector.service(check))) {
      return new IdentityOutcome.NoAnswer("answer for another attempt or service");
    }
    Optional<byte[]> key = Seed.key(proof.getOrDefault("token", ""));
    String iv = check.channel().setting(UnifiedConnector.SEED_IV).strip();
    return key.flatMap(seed -> person(answer, new Opened(seed, iv, answer)))
        .<IdentityOutcome>map(person -> new IdentityOutcome.Verified(txId, person))
        .orElseGet(() -> new IdentityOutcome.NoAnswer("a value is missing or doesn't open"));
  }

  private Optional<Person> person(InicisJson answer, Opened opened) {
    Optional<String> name = opened.text("userName").map(String::strip).filter(it -> !it.isEmpty());
    Optional<String> phone = opened.text("userPhone").filter(it -> it.matches("01[0-9]{8,9}"));
    Optional<LocalDate> birthday = opened.text("userBirthday").flatMap(this::day);
    Optional<String> ci = opened.optional("userCi", LONGEST_CI);
    Optional<String> di = opened.optional("userDi", LONGEST_DI);
    boolean ciMissing =
        ci.filter(it -> !it.isEmpty()).isEmpty() && !answer.get("providerDevCd").equals(WITHOUT_CI);
    if (name.isEmpty()
        || phone.isEmpty()
        || birthday.isEmpty()
        || ci.isEmpty()
        || di.isEmpty()
        || ciMissing) {
      return Optional.empty();
    }
    return Optional.of(
        new Person(
            name.get(),
            phone.get(),
            birthday.get(),
            switch (opened.letter("userGender", "[MF]")) {
              case "M" -> Gender.MALE;
              case "F" -> Gender.FEMALE;
              default -> null;
            },
            switch (opened.letter("isForeign", "[01]")) {
              case "1" -> Boolean.TRUE;
              case "0" -> Boolean.FALSE;
              default -> null;
            },
            emptyToNull(ci.get()),
            emptyToNull(di.get())));
  }

  private Optional<LocalDate> day(String text) {
    try {
      LocalDate day = LocalDate.parse(text, DAY);
      return day.isAfter(KoreaTime.local(time.instant()).toLocalDate())
          ? Optional.empty()
          : Optional.of(day);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Decrypts the answer's values with the token of this one transaction. */
  private record Opened(byte[] key, String iv, InicisJson answer) {

    Optional<String> text(String name) {
      return Seed.decrypt(key, iv, answer.get(name));
    }

    /**
     * The decrypted text, which is empty for a missing value; an empty result for a value that
     * can't be decrypted.
     */
    Optional<String> optional(String name, int longest) {
      return answer.get(name).isEmpty()
          ? Optional.of("")
          : text(name).filter(it -> it.length() <= longest);
    }

    /**
     * The value of a field that may be a single letter. One letter can't be a ciphertext, and is
     * taken as it is.
     */
    String letter(String name, String allowed) {
      String given = answer.get(name);
      return given.matches(allowed)
          ? given
          : text(name).filter(it -> it.matches(allowed)).orElse("");
    }

    @Override
    public String toString() {
      return "Opened[hidden]";
    }
  }
}
