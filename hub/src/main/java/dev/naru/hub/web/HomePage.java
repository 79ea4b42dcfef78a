package dev.naru.hub.web;

import dev.naru.hub.vault.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The page at the hub's own address, which shows a person the way to the console and to the API's
 * document. A program that requests it without naming {@code text/html} gets V1's answer to an
 * unknown path, as at {@code api.iamport.kr}.
 */
@Configuration(proxyBeanMethods = false)
class HomePage {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:light-dark(#17222b,#e7edf2);--quiet:light-dark(#566572,#a3b1bd);\
      --ground:light-dark(#f3f6f8,#0e1419);--card:light-dark(#fff,#161e25);--line:light-dark(#dbe2e8,#2b3741);\
      --accent:light-dark(#0b6475,#58c3d6)}
      body{margin:0;background:var(--ground);color:var(--ink);word-break:keep-all;overflow-wrap:anywhere;\
      font:16px/1.6 "Noto Sans KR","Noto Sans CJK KR","Apple SD Gothic Neo","Malgun Gothic",system-ui,sans-serif}
      main{max-width:38rem;margin:0 auto;padding:3rem 1rem}
      h1{font-size:1.6rem;margin:0 0 .3rem}p{color:var(--quiet);margin:0 0 1.5rem}
      ul{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}
      a{display:block;padding:1rem 1.25rem;background:var(--card);border:1px solid var(--line);border-radius:12px;\
      color:var(--accent);font-weight:600;text-decoration:none}
      a:hover{border-color:var(--accent)}a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
      small{display:block;color:var(--quiet);font-weight:400;font-size:.875rem}
      """;

  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none';"
              .formatted(
                  Base64.getEncoder()
                      .encodeToString(Sha256.of(STYLE.getBytes(StandardCharsets.UTF_8))))
          + " frame-ancestors 'none'";

  @Bean
  RouterFunction<ServerResponse> hubHomePage(PublicAddress address) {
    return RouterFunctions.route(
        RequestPredicates.GET("/").and(HomePage::isForPeople), request -> page(request, address));
  }

  /**
   * Whether a browser asks: browsers name {@code text/html}, and clients of the API accept anything
   * or JSON.
   */
  private static boolean isForPeople(ServerRequest request) {
    return request.headers().accept().stream()
        .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML));
  }

  private static ServerResponse page(ServerRequest request, PublicAddress address) {
    boolean korean = isKorean(request.headers().firstHeader(HttpHeaders.ACCEPT_LANGUAGE));
    return ServerResponse.ok()
        .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.VARY, "Accept, Accept-Language")
        .body(korean ? korean(address.origin()) : english(address.origin()));
  }

  /**
   * Whether the page is shown in Korean: the first language of the header decides, and there may be
   * none.
   */
  private static boolean isKorean(@Nullable String languages) {
    String first = languages == null ? "" : languages.strip().toLowerCase(Locale.ROOT);
    return first.isEmpty() || first.startsWith("ko") || first.startsWith("*");
  }

  private static String korean(String origin) {
    return html(
        "ko",
        "나루 결제 허브",
        "상점의 결제를 PG사에 이어 줍니다. 포트원 V1과 같은 REST API와 SDK로 이야기합니다.",
        link("/console", "관리자 콘솔", "결제, 환불, 정기결제, 웹훅, 채널과 설정")
            + link("/swagger-ui/index.html", "REST API 문서", "모든 호출을 읽고 바로 불러 보기")
            + link("/v1/iamport.js", "브라우저 SDK", origin + "/v1/iamport.js"));
  }

  private static String english(String origin) {
    return html(
        "en",
        "naru payment hub",
        "Takes shops' payments to the PGs. It speaks PortOne V1's REST API and SDK.",
        link(
                "/console",
                "Console",
                "payments, refunds, subscriptions, webhooks, channels, settings")
            + link("/swagger-ui/index.html", "REST API", "read every call, and try it")
            + link("/v1/iamport.js", "The browser's SDK", origin + "/v1/iamport.js"));
  }

  private static String link(String where, String name, String what) {
    return "<li><a href=\"%s\">%s<small>%s</small></a></li>\n".formatted(where, name, what);
  }

  private static String html(String language, String name, String about, String links) {
    return """
    <!doctype html>
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <style>%s</style>
    </head>
    <body>
    <main>
    <h1>%s</h1>
    <p>%s</p>
    <nav aria-label="naru"><ul>
    %s</ul></nav>
    </main>
    </body>
    </html>
    """
        .formatted(language, name, STYLE, name, about, links);
  }
}
