package dev.naru.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAuthorityTest {

  private static final Set<String> NAMES = Set.of("api.shop.example", "localhost");

  @TempDir Path folder;

  @Test
  void it_is_kept_from_start_to_start() {
    X509Certificate first = open(NAMES, InstantSource.system()).root();
    assertThat(open(NAMES, InstantSource.system()).root()).isEqualTo(first);
    assertThat(open(Set.of("localhost"), InstantSource.system()).root()).isEqualTo(first);
  }

  @Test
  void a_new_one_is_made_for_further_names_and_before_it_ends() {
    X509Certificate first = open(NAMES, InstantSource.system()).root();
    X509Certificate second =
        open(Set.of("cdn.shop.example", "localhost"), InstantSource.system()).root();
    assertThat(second).isNotEqualTo(first);
    Instant late = second.getNotAfter().toInstant().minus(Duration.ofDays(59));
    assertThat(open(Set.of("localhost"), InstantSource.fixed(late)).root()).isNotEqualTo(second);
  }

  @Test
  void nobody_else_may_read_its_key() throws Exception {
    open(NAMES, InstantSource.system());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("issuer.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_damaged_file_is_told_with_what_to_do() throws Exception {
    open(NAMES, InstantSource.system());
    Files.writeString(folder.resolve("ca.pem"), "nothing");
    assertThatThrownBy(() -> open(NAMES, InstantSource.system()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("remove the folder");
  }

  /** Whoever steals the key can't pass for any other host, nor for an address. */
  @Test
  void what_it_signs_for_another_host_is_not_trusted() throws Exception {
    LocalAuthority authority = open(NAMES, InstantSource.system());
    PrivateKey key = stolenKey();
    assertThat(trusts(authority, key, "api.shop.example")).isTrue();
    assertThat(trusts(authority, key, "www.bank.example")).isFalse();
    assertThat(trusts(authority, key, "shop.example")).isFalse();
    assertThatThrownBy(() -> authority.certifies(Set.of("www.bank.example"), new char[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private boolean trusts(LocalAuthority authority, PrivateKey key, String name) throws Exception {
    KeyPair pair = Certificates.newKey();
    X509Certificate leaf =
        Certificates.ofServer(Set.of(name), pair, authority.issuer(), key, Instant.now());
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority.root(), null)));
    parameters.setRevocationEnabled(false);
    try {
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509")
                  .generateCertPath(List.of(leaf, authority.issuer())),
              parameters);
      return true;
    } catch (CertPathValidatorException refused) {
      return false;
    }
  }

  private PrivateKey stolenKey() throws Exception {
    String pem = Files.readString(folder.resolve("issuer.key"));
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private LocalAuthority open(Set<String> names, InstantSource time) {
    return LocalAuthority.open(folder, new TreeSet<>(names), time);
  }
}
