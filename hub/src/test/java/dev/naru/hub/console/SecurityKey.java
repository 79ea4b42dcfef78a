package dev.naru.hub.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.vault.Sha256;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A device with a passkey, as WebAuthn Level 2 has it; the tests make it lie. */
final class SecurityKey {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int WITH_KEY = 0x40;

  private final KeyPair keys = keys();
  private final byte[] id;

  /** How often it has signed. */
  int counter = 1;

  boolean asksItsUser = true;
  String origin;

  SecurityKey(String origin, int number) {
    this.origin = origin;
    this.id = Sha256.of("credential " + number);
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Answers {@code PublicKeyCredentialCreationOptions}. */
  String makes(String options) {
    JsonNode asked = JSON.readTree(options);
    byte[] data =
        joined(
            authenticatorData(asked.path("rp").path("id").asString(), WITH_KEY),
            new byte[16],
            ByteBuffer.allocate(2).putShort((short) id.length).array(),
            id,
            coseKey());
    byte[] attestation =
        joined(
            HexFormat.of().parseHex("a363666d74646e6f6e656761747453746d74a0686175746844617461"),
            new byte[] {0x59},
            ByteBuffer.allocate(2).putShort((short) data.length).array(),
            data);
    return answer(
        Map.of(
            "clientDataJSON",
            text(clientData("webauthn.create", asked)),
            "attestationObject",
            text(attestation)));
  }

  /** Answers {@code PublicKeyCredentialRequestOptions}. */
  String signs(String options) {
    JsonNode asked = JSON.readTree(options);
    byte[] client = clientData("webauthn.get", asked);
    counter++;
    byte[] data = authenticatorData(asked.path("rpId").asString(), 0);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(Sha256.of(client));
      return answer(
          Map.of(
              "clientDataJSON", text(client),
              "authenticatorData", text(data),
              "signature", text(signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] clientData(String type, JsonNode asked) {
    return JSON.writeValueAsString(
            Map.of("type", type, "challenge", asked.path("challenge").asString(), "origin", origin))
        .getBytes(UTF_8);
  }

  private byte[] authenticatorData(String domain, int flags) {
    int all = PRESENT | (asksItsUser ? VERIFIED : 0) | flags;
    return joined(
        Sha256.of(domain), new byte[] {(byte) all}, ByteBuffer.allocate(4).putInt(counter).array());
  }

  private byte[] coseKey() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    return joined(
        HexFormat.of().parseHex("a5010203262001215820"),
        of32(key.getW().getAffineX()),
        HexFormat.of().parseHex("225820"),
        of32(key.getW().getAffineY()));
  }

  private static byte[] of32(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return ByteBuffer.allocate(32)
        .position(Math.max(0, 32 - bytes.length))
        .put(Arrays.copyOfRange(bytes, Math.max(0, bytes.length - 32), bytes.length))
        .array();
  }

  private String answer(Map<String, String> response) {
    return JSON.writeValueAsString(
        Map.of(
            "id", text(id),
            "rawId", text(id),
            "type", "public-key",
            "response", response,
            "clientExtensionResults", Map.of()));
  }

  private static byte[] joined(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
