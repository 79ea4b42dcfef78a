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

/** The certificates (RFC 5280) of an authority and of a server. */
final class Certificates {

  private static final Duration AUTHORITY_LASTS = Duration.ofDays(3650);

  /** Browsers refuse a server's certificate that lasts longer than 398 days. */
  private static final Duration SERVER_LASTS = Duration.ofDays(396);

  /** The clocks of two machines differ. */
  private static final Duration BEFORE = Duration.ofDays(1);

  private Certificates() {}

  static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /**
   * The certificate that programs are told to trust. It can vouch for these names and their
   * subdomains, and for no address.
   */
  static X509Certificate ofRoot(Set<String> names, KeyPair pair, Instant now)
      throws IOException, GeneralSecurityException {
    // A name of its own, so that of two that a machine trusts none is taken for the other.
    X500Principal name =
        new X500Principal("CN=naru local authority " + HexFormat.of().formatHex(random(4)));
    return ofAuthority(name, name, 1, names, pair, pair.getPrivate(), now);
  }

  /**
   * The certificate that signs servers'. It has the same constraints, because the JDK and others
   * don't look for those of a certificate that they were told to trust.
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
    // A kind of name that no subtree permits or excludes would be free.
    GeneralSubtree[] excluded = {
      new GeneralSubtree(everyAddress(4)), new GeneralSubtree(everyAddress(16))
    };
    return new NameConstraints(permitted, excluded);
  }

  /** An address and a mask that are all zeros. */
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
