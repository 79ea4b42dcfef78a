package dev.naru.hub.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The hub's keys: one or more AES-256-GCM keys, of which the newest encrypts and all decrypt, and
 * one HMAC-SHA-256 key. Its JSON is {@code {"aead": <Tink keyset>, "mac": <Tink keyset>}}.
 */
final class KeyRing {

  private static final JsonMapper JSON = JsonMapper.shared();

  static {
    try {
      AeadConfig.register();
      MacConfig.register();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final KeysetHandle aead;
  private final KeysetHandle mac;

  private KeyRing(KeysetHandle aead, KeysetHandle mac) {
    this.aead = aead;
    this.mac = mac;
  }

  /** Makes a ring of new random keys. */
  static KeyRing create() {
    try {
      // NO_PREFIX leaves out the 5 bytes that Tink puts in front, so that a digest is as long as
      // the stored ones.
      HmacParameters hmac =
          HmacParameters.builder()
              .setKeySizeBytes(32)
              .setTagSizeBytes(32)
              .setHashType(HmacParameters.HashType.SHA256)
              .setVariant(HmacParameters.Variant.NO_PREFIX)
              .build();
      return new KeyRing(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
          KeysetHandle.generateNew(hmac));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-256-GCM or no HMAC-SHA-256", e);
    }
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @throws GeneralSecurityException when it isn't a complete key ring; the message quotes none of
   *     it
   */
  static KeyRing fromJson(String json) throws GeneralSecurityException {
    try {
      JsonNode ring = JSON.readTree(json);
      KeyRing keys = new KeyRing(keyset(ring.path("aead")), keyset(ring.path("mac")));
      keys.aead();
      keys.mac();
      return keys;
    } catch (JacksonException e) {
      // The cause is left out, because a parser's message may quote the keys.
      throw new GeneralSecurityException("not JSON");
    }
  }

  private static KeysetHandle keyset(JsonNode node) throws GeneralSecurityException {
    if (!node.isObject()) {
      throw new GeneralSecurityException("a keyset is missing");
    }
    return TinkJsonProtoKeysetFormat.parseKeyset(node.toString(), InsecureSecretKeyAccess.get());
  }

  /** The keys in plain text, which only the key ring file and {@code NARU_KEYRING} may hold. */
  String toJson() {
    try {
      ObjectNode ring = JSON.createObjectNode();
      ring.set("aead", JSON.readTree(json(aead)));
      ring.set("mac", JSON.readTree(json(mac)));
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ring);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key ring can't be written as JSON", e);
    }
  }

  private static String json(KeysetHandle keys) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
  }

  /** The same ring with one more key, which encrypts from now on; the older keys still decrypt. */
  KeyRing withNewSealingKey() {
    return with(newKey().makePrimary());
  }

  /** The same ring with one more key that decrypts only, until {@link #withNewestKeySealing}. */
  KeyRing withPreparedKey() {
    return with(newKey());
  }

  /** The same ring, in which the key that was added last encrypts. */
  KeyRing withNewestKeySealing() {
    try {
      KeysetHandle.Builder keys = KeysetHandle.newBuilder(aead);
      keys.getAt(keys.size() - 1).makePrimary();
      return new KeyRing(keys.build(), mac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key ring's newest key can't seal", e);
    }
  }

  private static KeysetHandle.Builder.Entry newKey() {
    return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
        .withRandomId();
  }

  private KeyRing with(KeysetHandle.Builder.Entry entry) {
    try {
      return new KeyRing(KeysetHandle.newBuilder(aead).addEntry(entry).build(), mac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key ring takes no further key", e);
    }
  }

  /** Whether a key was added that doesn't encrypt yet. */
  boolean hasPreparedKey() {
    return aead.getAt(aead.size() - 1).getId() != sealingKey();
  }

  /** The id of the key that encrypts. */
  int sealingKey() {
    return aead.getPrimary().getId();
  }

  /** The ids of all keys, oldest first. */
  List<Integer> sealingKeys() {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < aead.size(); i++) {
      ids.add(aead.getAt(i).getId());
    }
    return ids;
  }

  /** The id of the key that sealed these bytes: Tink writes it after one byte for the version. */
  static int keyOf(byte[] sealed) {
    return sealed.length < 5 ? 0 : ByteBuffer.wrap(sealed).getInt(1);
  }

  /**
   * Tells this ring from others: 32 hexadecimal digits, which stay the same when a key is added. It
   * is a digest under the ring's HMAC key, so it reveals nothing of the ring.
   */
  String fingerprint() {
    try {
      byte[] digest = mac().computeMac("naru key ring".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key ring has keys that this Java can't use", e);
    }
  }

  Aead aead() throws GeneralSecurityException {
    return aead.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  Mac mac() throws GeneralSecurityException {
    return mac.getPrimitive(RegistryConfiguration.get(), Mac.class);
  }

  @Override
  public String toString() {
    return "KeyRing[" + aead.size() + " sealing keys]";
  }
}
