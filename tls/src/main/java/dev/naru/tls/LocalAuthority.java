package dev.naru.tls;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/**
 * A certificate authority of this machine, which can vouch for a few host names and for nothing
 * else (RFC 5280, name constraints): whoever steals its key can't pass for a bank. The root's key
 * is used once and never stored; an issuer below it, with the same constraints, signs the servers'
 * certificates. The authority's folder holds, besides the issuer and its key,
 *
 * <ul>
 *   <li>{@code ca.pem}, the root, which programs are told to trust;
 *   <li>{@code all.pem}, the root and the public authorities that the JDK knows, for programs whose
 *       setting replaces all that they trust;
 *   <li>{@code trust.p12}, the content of {@code all.pem} as a trust store for Java; its password
 *       is {@link #TRUST_STORE_PASSWORD}.
 * </ul>
 */
public final class LocalAuthority {

  /**
   * The trust store's password. It protects nothing, because certificates are public, but Java asks
   * for one.
   */
  public static final String TRUST_STORE_PASSWORD = "changeit";

  private static final String ROOT = "ca.pem";
  private static final String ISSUER = "issuer.pem";
  private static final String KEY = "issuer.key";

  /** A certificate that is valid for less time than this is renewed when the server starts. */
  private static final Duration LEAST_REST = Duration.ofDays(60);

  private final Path folder;
  private final X509Certificate root;
  private final X509Certificate issuer;
  private final PrivateKey key;
  private final InstantSource time;

  private LocalAuthority(
      Path folder,
      X509Certificate root,
      X509Certificate issuer,
      PrivateKey key,
      InstantSource time) {
    this.folder = folder;
    this.root = root;
    this.issuer = issuer;
    this.key = key;
    this.time = time;
  }

  /**
   * Opens the authority in a folder. It makes a new one if there is none, if the present one ends
   * within 60 days, or if that can't vouch for one of these names. Programs must then be told to
   * trust the new one.
   *
   * @param names the host names that a new authority may vouch for
   * @throws UncheckedIOException when the folder can't be written, or its files are damaged; the
   *     text says what to do
   */
  public static LocalAuthority open(Path folder, Collection<String> names, InstantSource time) {
    try {
      if (Files.exists(folder.resolve(KEY))) {
        LocalAuthority kept = read(folder, time);
        if (kept.lasts() && kept.vouchesFor(names)) {
          return kept;
        }
      }
      return make(folder, names, time);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The local certificate authority in %s can't be read or written (%s): remove the folder to get a new one."
              .formatted(folder, e.getMessage()),
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The folder of the files to trust. */
  public Path folder() {
    return folder;
  }

  /** The root's certificate, which programs are told to trust. */
  X509Certificate root() {
    return root;
  }

  /** The issuer's certificate, which signs servers' certificates. */
  X509Certificate issuer() {
    return issuer;
  }

  /**
   * A new key with a certificate for these names that is valid for a year.
   *
   * @throws IllegalArgumentException when the authority can't vouch for one of them
   */
  KeyStore certifies(Collection<String> names, char[] password) {
    if (!vouchesFor(names)) {
      throw new IllegalArgumentException("the authority can't vouch for all of " + names);
    }
    try {
      KeyPair pair = Certificates.newKey();
      X509Certificate leaf =
          Certificates.ofServer(new TreeSet<>(names), pair, issuer, key, time.instant());
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry("server", pair.getPrivate(), password, new Certificate[] {leaf, issuer});
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean vouchesFor(Collection<String> names) {
    return Certificates.permittedNames(issuer).containsAll(names);
  }

  private boolean lasts() {
    return issuer.getNotAfter().toInstant().isAfter(time.instant().plus(LEAST_REST));
  }

  private static LocalAuthority read(Path folder, InstantSource time) throws IOException {
    try {
      PrivateKeyInfo key = (PrivateKeyInfo) pem(Files.readString(folder.resolve(KEY)));
      return new LocalAuthority(
          folder,
          certificate(folder.resolve(ROOT)),
          certificate(folder.resolve(ISSUER)),
          new JcaPEMKeyConverter().getPrivateKey(key),
          time);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IOException("a file is damaged", e);
    }
  }

  private static X509Certificate certificate(Path file)
      throws IOException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .getCertificate((X509CertificateHolder) pem(Files.readString(file)));
  }

  private static Object pem(String text) throws IOException {
    try (Reader reader = new StringReader(text);
        PEMParser parser = new PEMParser(reader)) {
      return parser.readObject();
    }
  }

  private static LocalAuthority make(Path folder, Collection<String> names, InstantSource time)
      throws IOException, GeneralSecurityException {
    Set<String> sorted = new TreeSet<>(names);
    KeyPair rootPair = Certificates.newKey();
    X509Certificate root = Certificates.ofRoot(sorted, rootPair, time.instant());
    KeyPair pair = Certificates.newKey();
    X509Certificate issuer =
        Certificates.ofIssuer(sorted, pair, root, rootPair.getPrivate(), time.instant());
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(KEY));
    Files.writeString(folder.resolve(ROOT), pem(root));
    Files.writeString(folder.resolve(ISSUER), pem(issuer));
    writeTrusted(folder, root);
    // The key is written last, so that all other files are there when it is.
    OwnFile.write(folder.resolve(KEY), pem(pair.getPrivate()));
    return new LocalAuthority(folder, root, issuer, pair.getPrivate(), time);
  }

  private static void writeTrusted(Path folder, X509Certificate ours)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    StringBuilder all = new StringBuilder(pem(ours));
    store.setCertificateEntry("naru", ours);
    int number = 0;
    for (X509Certificate each : publicAuthorities()) {
      all.append(pem(each));
      store.setCertificateEntry("public" + number++, each);
    }
    Files.writeString(folder.resolve("all.pem"), all);
    try (var out = Files.newOutputStream(folder.resolve("trust.p12"))) {
      store.store(out, TRUST_STORE_PASSWORD.toCharArray());
    }
  }

  private static X509Certificate[] publicAuthorities() throws GeneralSecurityException {
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init((KeyStore) null);
    for (TrustManager each : trusted.getTrustManagers()) {
      if (each instanceof X509TrustManager known) {
        return known.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }

  private static String pem(Object of) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      // The key is written as PKCS #8, which every program reads; the writer itself would choose an
      // older form.
      writer.writeObject(of instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : of);
    }
    return text.toString();
  }
}
