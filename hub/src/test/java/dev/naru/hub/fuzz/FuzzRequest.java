package dev.naru.hub.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.fuzz.Samples.Sample;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request, made of a valid one by chance: the same seed and number make the same request.
 *
 * @param wellFormed whether it is HTTP that must be answered; otherwise a closed connection is an
 *     answer too
 * @param rest whether V1's envelope is due
 */
record FuzzRequest(byte[] bytes, String method, boolean wellFormed, boolean rest, boolean head) {

  private static final List<Sample> SAMPLES = Samples.all();
  private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");
  private static final Pattern JSON_VALUE =
      Pattern.compile(
          ":(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|-?[0-9.]+|true|false|\\[[^\\[\\]]*]|\\{[^{}]*})");

  /** Values of JSON that no valid request has. */
  private static final List<String> NASTY =
      List.of(
          "null",
          "true",
          "false",
          "-1",
          "0",
          "1",
          "1.5",
          "1e400",
          "-0",
          "1E3",
          "0.0000001",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999999",
          "1e2147483647",
          "[]",
          "{}",
          "[[[[[[[[]]]]]]]]",
          "[null]",
          "[\"a\",\"b\"]",
          "{\"a\":{\"a\":{\"a\":1}}}",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"😀\"",
          "\"' or '1'='1\"",
          "\"<script>alert(1)</script>\"",
          "\"../../etc/passwd\"",
          "\"%00%0d%0a\"",
          "\"\\r\\nSet-Cookie: a=b\"",
          "\"１２３\"",
          "\"٣\"",
          "\"\\u202e\"",
          "\"NaN\"",
          "\"Infinity\"",
          "\"1,000\"",
          "\"+5000\"",
          "\"5000.00\"",
          "\"0x10\"",
          "\"1e3\"",
          "\"9999-99-99\"",
          "\"0000-00\"",
          "\"2030-13\"",
          "\"javascript:alert(1)\"",
          "\"file:///etc/passwd\"",
          "\"http://[::1]:1/\"",
          "\"http://169.254.169.254/\"",
          "\"a b%zz\"",
          "\"myapp://x?y=100%\"",
          "NaN",
          "Infinity",
          "'x'",
          "undefined",
          "01",
          "\"\\x\"",
          "");

  private static final List<String> HEADERS =
      List.of(
          "Tier: ABC",
          "Tier: \u00ff",
          "Tier: ABCDEFG",
          "Idempotency-Key: k1",
          "Idempotency-Key: ",
          "Content-Encoding: gzip",
          "Content-Encoding: br",
          "Accept: text/html",
          "Accept: */*;q=zz",
          "Accept: application/xml",
          "Accept-Language: ,,,;;q=2",
          "Accept-Charset: zz",
          "Expect: 100-continue",
          "Range: bytes=0-1",
          "X-HTTP-Method-Override: DELETE",
          "X-Forwarded-For: 1.2.3.4, ::1, x",
          "Forwarded: for=\"[",
          "Origin: null",
          "Origin: https://evil.example",
          "Sec-Fetch-Site: cross-site",
          "Cookie: a=b; =; \u0001",
          "X-ImpTokenHeader: x",
          "Authorization: Bearer",
          "Authorization: Basic eDp5",
          "Upgrade: websocket",
          "If-None-Match: *",
          "If-Modified-Since: yesterday",
          "Transfer-Encoding: identity",
          "TE: trailers",
          "Max-Forwards: -1",
          "Content-Language: ko",
          "traceparent: 00-zz",
          "X-Request-Id: \u0000");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json; charset=EUC-KR",
          "application/json;charset=nonsense",
          "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded; charset=EUC-KR",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "text/plain",
          "application/xml",
          "application/octet-stream",
          "/",
          "json",
          "application/json, text/html",
          "");

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "FOO");

  static FuzzRequest make(Target target, long seed, long number) {
    return new Maker(target, new SplittableRandom(seed * 1_000_003 + number), number, seed).make();
  }

  String shown() {
    String text = new String(bytes, UTF_8);
    return text.length() > 2_000 ? text.substring(0, 2_000) + "..." : text;
  }

  private static final class Maker {
    private final Target target;
    private final SplittableRandom random;
    private final String fresh;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String extraHeader = "";

    Maker(Target target, SplittableRandom random, long number, long seed) {
      this.target = target;
      this.random = random;
      this.fresh = "fuzz_" + seed + "_" + number;
    }

    FuzzRequest make() {
      Sample sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
      String method = sample.method();
      String path = filled(sample.path(), true);
      String type = sample.type();
      String body = filled(sample.body(), false);
      if (sample.isRest()) {
        headers.put("Authorization", target.token());
      } else {
        headers.put("Origin", "http://localhost:" + target.hub().getPort());
        headers.put("Sec-Fetch-Site", "same-origin");
      }
      boolean pathKept = true;
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        switch (random.nextInt(12)) {
          case 0, 1, 2, 3 -> body = type.contains("json") ? jsonChanged(body) : formChanged(body);
          case 4 -> body = cut(body);
          case 5 -> {
            path = pathChanged(path);
            pathKept = false;
          }
          case 6 -> path = queryChanged(path);
          case 7 -> type = any(TYPES);
          case 8 -> extraHeader = any(HEADERS);
          case 9 -> method = any(METHODS);
          case 10 -> headers.put("Authorization", random.nextBoolean() ? "x" : "0".repeat(40));
          default -> body = body + any(List.of(" ", "}", ",{}", "\u0000", body));
        }
      }
      byte[] payload =
          random.nextInt(8) == 0 ? bytesChanged(body.getBytes(UTF_8)) : body.getBytes(UTF_8);
      boolean rest =
          sample.isRest() && pathKept && !path.startsWith("/v1/") && !path.startsWith("/js/");
      byte[] all = written(method, path, type, payload);
      boolean wellFormed =
          extraHeader.isEmpty() && pathKept && isPlain(path) && !method.equals("FOO");
      if (random.nextInt(12) == 0) {
        all = bytesChanged(all);
        wellFormed = false;
        rest = false;
      }
      return new FuzzRequest(all, method, wellFormed, rest, method.equals("HEAD"));
    }

    private static boolean isPlain(String path) {
      return path.chars()
          .allMatch(c ->
              c > 32 && c < 127 && c != '\\' && c != '^' && c != '`' && c != '{' && c != '|'
                  && c != '}' && c != '"' && c != '<' && c != '>');
    }

    private String filled(String text, boolean inPath) {
      Matcher places = PLACE.matcher(text);
      return places.replaceAll(place -> {
        String value = value(place.group(1));
        return Matcher.quoteReplacement(inPath ? URLEncoder.encode(value, UTF_8) : value);
      });
    }

    private String value(String name) {
      List<String> values = target.values().get(name);
      if (values == null) {
        return name.equals("new") ? fresh : any(List.of("paid", "all", "1", "004", "x"));
      }
      return name.equals("checkout") || name.equals("user_code") ? values.getFirst() : any(values);
    }

    private String any(List<String> values) {
      return values.get(random.nextInt(values.size()));
    }

    /** Puts a nasty value where a value was, leaves a field out, or names one twice. */
    private String jsonChanged(String body) {
      List<int[]> places =
          JSON_VALUE.matcher(body).results().map(m -> new int[] {m.start(1), m.end(1)}).toList();
      if (places.isEmpty()) {
        return any(NASTY);
      }
      int[] place = places.get(random.nextInt(places.size()));
      String value =
          random.nextInt(20) == 0 ? "\"" + "가".repeat(random.nextInt(6_000)) + "\"" : any(NASTY);
      return switch (random.nextInt(6)) {
        case 0 -> body.replaceFirst("\\{", Matcher.quoteReplacement("{\"amount\":" + value + ","));
        case 1 ->
            body.replaceFirst(
                "\"[a-z_]+\":",
                "\"" + any(List.of("a", "", "imp_uid", "__proto__", "amount")) + "\":");
        case 2 -> "[" + body + "]";
        default -> body.substring(0, place[0]) + value + body.substring(place[1]);
      };
    }

    private String formChanged(String body) {
      String value = any(NASTY);
      String encoded = random.nextBoolean() ? URLEncoder.encode(value, UTF_8) : value;
      String[] pairs = body.split("&", -1);
      int one = random.nextInt(pairs.length);
      pairs[one] =
          switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> pairs[one] + "&" + pairs[one];
            default -> pairs[one].replaceFirst("=.*", "") + "=" + encoded;
          };
      return String.join("&", pairs);
    }

    private String cut(String body) {
      return body.isEmpty() ? any(NASTY) : body.substring(0, random.nextInt(body.length()));
    }

    private String pathChanged(String path) {
      String part =
          any(
              List.of(
                  "%00",
                  "%2F",
                  "%2e%2e",
                  "..",
                  "/",
                  "//",
                  ";a=b",
                  "%",
                  "%zz",
                  "%ff%fe",
                  "%ED%A0%80",
                  "가",
                  "\\",
                  "a".repeat(3_000),
                  " ",
                  "#",
                  "'",
                  "%0d%0a",
                  "*",
                  "{x}",
                  "?",
                  "%25",
                  "+"));
      int at = 1 + random.nextInt(path.length());
      return path.substring(0, at) + part + path.substring(at);
    }

    private String queryChanged(String path) {
      String added =
          any(
              List.of(
                  "_token",
                  "imp_uid[]",
                  "page",
                  "limit",
                  "from",
                  "sorting",
                  "a[b][c]",
                  "",
                  "merchant_uid"));
      return path
          + (path.contains("?") ? "&" : "?")
          + URLEncoder.encode(added, UTF_8)
          + "="
          + URLEncoder.encode(any(NASTY), UTF_8);
    }

    private byte[] bytesChanged(byte[] bytes) {
      if (bytes.length == 0) {
        return new byte[] {(byte) random.nextInt(256)};
      }
      byte[] changed = bytes.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(changed.length);
        switch (random.nextInt(3)) {
          case 0 -> changed[at] = (byte) random.nextInt(256);
          case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
          default -> System.arraycopy(bytes, 0, changed, at, Math.min(3, changed.length - at));
        }
      }
      return changed;
    }

    private byte[] written(String method, String path, String type, byte[] payload) {
      StringBuilder head = new StringBuilder();
      head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
      head.append("Host: localhost:").append(target.hub().getPort()).append("\r\n");
      headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
      if (!type.isEmpty()) {
        head.append("Content-Type: ").append(type).append("\r\n");
      }
      if (!extraHeader.isEmpty()) {
        head.append(extraHeader).append("\r\n");
      }
      head.append("Content-Length: ").append(payload.length).append("\r\n\r\n");
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(
          head.toString().getBytes(path.chars().anyMatch(c -> c > 255) ? UTF_8 : ISO_8859_1));
      all.writeBytes(payload);
      return all.toByteArray();
    }
  }
}
