package dev.naru.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes the certificates (RFC 5280) of an authority and of a server. */
final class Certificates {

  private static final Duration AUTHORITY_LASTS = Duration.ofDays(3650);

  /** How long a server's certificate is valid; browsers refuse one of more than 398 days. */
  private static final Duration SERVER_LASTS = Duration.ofDays(396);

  /** How long before now a certificate begins, because the clocks of two machines differ. */
  private static final Duration BEFORE = Duration.ofDays(1);

  private Certificates() {}

  static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /**
   * The root certificate, which programs are told to trust. It can vouch only for these names and
   * their subdomains, and for no IP address.
   */
  static X509Certificate ofRoot(Set<String> names, KeyPair pair, Instant now)
      throws IOException, GeneralSecurityException {
    // Each root has a name of its own, so that a machine that trusts two of them can tell them
    // apart.
    X500Principal name =
        new X500Principal("CN=naru local authority " + HexFormat.of().formatHex(random(4)));
    return ofAuthority(name, name, 1, names, pair, pair.getPrivate(), now);
  }

  /**
   * The issuer's certificate, which signs servers' certificates. It has the root's constraints,
   * because the JDK and other programs don't check those of a certificate that they were told to
   * trust.
   */
  static X509Certificate ofIssuer(
      Set<String> names, KeyPair pair, X509Certificate root, PrivateKey rootKey, Instant now)
      throws IOException, GeneralSecurityException {
    X500Principal name = new X500Principal(root.getSubjectX500Principal().getName() + ",OU=issuer");
    return ofAuthority(root.getSubjectX500Principal(), name, 0, names, pair, rootKey, now);
  }

  private static X509Certificate ofAuthority(
      X500Principal issuer,
      X500Principal name,
      int authoritiesBelow,
      Set<String> names,
      KeyPair pair,
      PrivateKey issuerKey,
      Instant now)
      throws IOException, GeneralSecurityException {
    X509v3CertificateBuilder builder = builder(issuer, name, pair, now, AUTHORITY_LASTS);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authoritiesBelow));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    builder.addExtension(Extension.nameConstraints, true, only(names));
    return signed(builder, issuerKey);
  }

  static X509Certificate ofServer(
      Set<String> names,
      KeyPair pair,
      X509Certificate authority,
      PrivateKey authorityKey,
      Instant now)
      throws IOException, GeneralSecurityException {
    X500Principal subject = new X500Principal("CN=naru");
    X509v3CertificateBuilder builder =
        builder(authority.getSubjectX500Principal(), subject, pair, now, SERVER_LASTS);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(names.stream().map(Certificates::dnsName).toArray(GeneralName[]::new)));
    return signed(builder, authorityKey);
  }

  /** The host names that an authority may vouch for. */
  static Set<String> permittedNames(X509Certificate authority) {
    byte[] extension = authority.getExtensionValue(Extension.nameConstraints.getId());
    Set<String> names = new HashSet<>();
    if (extension != null) {
      NameConstraints constraints =
          NameConstraints.getInstance(ASN1OctetString.getInstance(extension).getOctets());
      for (GeneralSubtree each : constraints.getPermittedSubtrees()) {
        names.add(each.getBase().getName().toString());
      }
    }
    return names;
  }

  private static NameConstraints only(Set<String> names) {
    GeneralSubtree[] permitted =
        names.stream()
            .map(name -> new GeneralSubtree(dnsName(name)))
            .toArray(GeneralSubtree[]::new);
    // A kind of name that is neither permitted nor excluded would be unrestricted.
    GeneralSubtree[] excluded = {
      new GeneralSubtree(everyAddress(4)), new GeneralSubtree(everyAddress(16))
    };
    return new NameConstraints(permitted, excluded);
  }

  /** All IP addresses of this length: an address and a mask of zeros. */
  private static GeneralName everyAddress(int bytes) {
    return new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[2 * bytes]));
  }

  private static GeneralName dnsName(String name) {
    return new GeneralName(GeneralName.dNSName, name);
  }

  private static X509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, KeyPair pair, Instant now, Duration lasts)
      throws IOException, GeneralSecurityException {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(1, random(16)),
            Date.from(now.minus(BEFORE)),
            Date.from(now.plus(lasts)),
            subject,
            pair.getPublic());
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    return builder;
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return random;
  }
}
