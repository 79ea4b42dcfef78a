package dev.naru.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules on cryptography that hold for every compiled class of the hub and of the connectors. */
class CryptographyTest {

  /** Names of algorithms that only a PG's wire may ask for. */
  private static final Pattern WEAK =
      Pattern.compile(
          "(?i)(HMAC)?(MD[245]|SHA-?1)|DES(EDE)?(/.*)?|RC[24]|ARCFOUR|BLOWFISH(/.*)?|SEED(/.*)?|[A-Z0-9]+/ECB/.*");

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(secret|signature|hmac|hash|digest|token|password|seal)$");

  /** Owner and name of the methods whose time tells how far two values agree. */
  private static final Pattern COMPARISON =
      Pattern.compile(
          "java/lang/String\\.(equals|equalsIgnoreCase|contentEquals|compareTo|startsWith)"
              + "|java/util/(Objects|Arrays)\\.(equals|deepEquals|compare|mismatch)"
              + "|java/nio/ByteBuffer\\.equals");

  /** Comparisons that look like one of a secret and are none, with the reason. */
  private static final Map<String, String> REVIEWED =
      Map.of(
          "dev.naru.hub.merchant.JdbcTokens.renew: token",
          "the first letters of a token that was just drawn and that nobody has been given",
          "dev.naru.pg.mobilians.Approve.contradiction: payToken",
          "the PG's answer must be about the payment asked for, whose number the browser has seen",
          "dev.naru.pg.mobilians.AutoBilling.number: payToken",
          "the PG's number of a charge; both values come from the PG's own answer");

  private static final List<ClassModel> HUB = classesOf("dev.naru.hub");
  private static final List<ClassModel> CONNECTORS = classesOf("dev.naru.pg");

  @Test
  @Tag("G30")
  void weak_algorithms_are_named_nowhere_in_the_hub() {
    assertThat(HUB)
        .flatMap(CryptographyTest::weakAlgorithms)
        // RFC 6238: authenticators speak nothing else, and HMAC needs no collision resistance.
        .containsOnly("dev.naru.hub.user.Totp: HmacSHA1");
    assertThat(careless()).flatMap(CryptographyTest::weakAlgorithms).hasSize(1);
  }

  @Test
  @Tag("G28")
  void secrets_are_compared_in_constant_time() {
    assertThat(Stream.concat(HUB.stream(), CONNECTORS.stream()))
        .flatMap(CryptographyTest::secretComparisons)
        .containsExactlyInAnyOrderElementsOf(REVIEWED.keySet());
  }

  @Test
  @Tag("G28")
  void a_secret_that_is_compared_like_any_text_is_found() {
    assertThat(careless())
        .flatMap(CryptographyTest::secretComparisons)
        .extracting(place -> place.substring(place.lastIndexOf('.') + 1))
        .containsExactlyInAnyOrder("byField: secret", "byVariable: token", "byAccessor: signature");
  }

  /** What the rules must find. */
  @SuppressWarnings("unused")
  private record Careless(String secret, String name) {

    String digest() {
      return "SHA-1";
    }

    boolean byField(String given) {
      return given.equals(secret);
    }

    boolean byVariable(String token) {
      return java.util.Objects.equals(name, token);
    }

    boolean byAccessor(Signed signed) {
      return signed.signature().equalsIgnoreCase(name);
    }

    boolean harmless(String given) {
      return given.equals(name);
    }

    private record Signed(String signature) {}
  }

  private static List<ClassModel> careless() {
    return new ClassFileImporter()
        .importClasses(Careless.class).stream().map(CryptographyTest::parse).toList();
  }

  private static List<String> weakAlgorithms(ClassModel type) {
    return StreamSupport.stream(type.constantPool().spliterator(), false)
        .filter(StringEntry.class::isInstance)
        .map(entry -> ((StringEntry) entry).stringValue())
        .filter(text -> WEAK.matcher(text).matches())
        .map(text -> nameOf(type) + ": " + text)
        .toList();
  }

  /** As {@code class.method: secret}. */
  private static List<String> secretComparisons(ClassModel type) {
    var found = new TreeSet<String>();
    for (MethodModel method : type.methods()) {
      method
          .code()
          .ifPresent(code ->
              comparedNames(code)
                  .filter(name -> SECRET.matcher(name).matches())
                  .forEach(name ->
                      found.add(
                          nameOf(type) + "." + method.methodName().stringValue() + ": " + name)));
    }
    return List.copyOf(found);
  }

  /**
   * The names of the fields, methods and variables that stand in an expression before a comparison.
   * An expression begins after a jump, a return, an assignment or a value that is dropped.
   */
  private static Stream<String> comparedNames(CodeModel code) {
    Map<Integer, String> variables =
        code.elementStream()
            .filter(LocalVariable.class::isInstance)
            .map(LocalVariable.class::cast)
            .collect(
                Collectors.toMap(
                    LocalVariable::slot, variable -> variable.name().stringValue(), (a, _) -> a));
    List<String> compared = new ArrayList<>();
    List<String> expression = new ArrayList<>();
    for (CodeElement element : code) {
      switch (element) {
        case LoadInstruction load -> expression.add(variables.getOrDefault(load.slot(), ""));
        case FieldInstruction field -> expression.add(field.name().stringValue());
        case InvokeInstruction call -> {
          if (COMPARISON
              .matcher(call.owner().asInternalName() + "." + call.name().stringValue())
              .matches()) {
            compared.addAll(expression);
            expression.clear();
          }
          expression.add(call.name().stringValue());
        }
        case BranchInstruction _, ReturnInstruction _, StoreInstruction _ -> expression.clear();
        case StackInstruction dropped when dropped.opcode() == Opcode.POP -> expression.clear();
        default -> {}
      }
    }
    return compared.stream();
  }

  private static List<ClassModel> classesOf(String root) {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root)
            .stream()
            .filter(
                type -> !type.getPackageName().matches(".*\\.(emulator|testkit|template)(\\..*)?"))
            .map(CryptographyTest::parse)
            .toList();
  }

  private static ClassModel parse(JavaClass type) {
    try (InputStream bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return ClassFile.of().parse(bytes.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String nameOf(ClassModel type) {
    return type.thisClass().asInternalName().replace('/', '.');
  }
}
