package dev.naru.sandbox;

import dev.naru.sandbox.Scenarios.Fault;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The page at {@code GET /}. It shows what the PGs hold and which webhooks were sent, and has
 * buttons for deposits, faults and the clock. Its script makes the control calls; without scripts
 * the page lists them and the magic cards.
 */
final class IndexPage {

  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private IndexPage() {}

  /**
   * The page.
   *
   * @param pgs the codes of the emulated PGs
   * @param places addresses of other pages, keyed by the words of their links
   */
  static String html(Set<String> pgs, Map<String, String> places) {
    return """
    <!doctype html>
    <html lang="ko">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>naru sandbox</title>
    <link rel="stylesheet" href="/static/cockpit.css">
    </head>
    <body>
    <header>
    <h1>naru sandbox</h1>
    <p><span data-lang="ko">결제사(PG)를 흉내 내는 서버입니다. 실제 결제는 일어나지 않습니다. 여기에 있는 PG: %1$s</span>
    <span data-lang="en">Emulated payment gateways; no real payment happens here. PGs here: %1$s</span></p>
    <nav aria-label="naru" class="row">%2$s<button type="button" id="language">English</button></nav>
    </header>
    <main>
    <p id="said" class="wide" role="status"></p>
    <section>
    <h2><span data-lang="ko">PG 장부</span><span data-lang="en">The PGs' book</span></h2>
    <div class="scroll" tabindex="0" role="region" aria-label="PG 장부 · Book">
    <table>
    <thead><tr>
    <th scope="col"><span data-lang="ko">상태</span><span data-lang="en">State</span></th>
    <th scope="col" class="number"><span data-lang="ko">금액</span><span data-lang="en">Amount</span></th>
    <th scope="col" class="number"><span data-lang="ko">취소</span><span data-lang="en">Cancelled</span></th>
    <th scope="col"><span data-lang="ko">주문번호 · TID</span><span data-lang="en">Order · TID</span></th>
    <th scope="col">PG · MID</th>
    <th scope="col"><span data-lang="ko">하기</span><span data-lang="en">Do</span></th>
    </tr></thead>
    <tbody id="book"></tbody>
    </table>
    </div>
    <p id="nothing" class="soft"></p>
    <div id="told" hidden>
    <h2><span data-lang="ko">상점에 보낸 웹훅</span><span data-lang="en">Webhooks to shops</span></h2>
    <ul class="plain" id="webhooks"></ul>
    </div>
    </section>
    <div class="side">
    <section>
    <h2><span data-lang="ko">PG의 시계</span><span data-lang="en">The PGs' clock</span></h2>
    <p class="now"><span id="now">-</span> <small id="ahead" class="soft"></small></p>
    <div class="row">
    <button type="button" data-advance="PT1H"><span data-lang="ko">+1시간</span><span data-lang="en">+1 hour</span></button>
    <button type="button" data-advance="P1D"><span data-lang="ko">+1일</span><span data-lang="en">+1 day</span></button>
    <button type="button" data-advance="P1M"><span data-lang="ko">+1개월</span><span data-lang="en">+1 month</span></button>
    </div>
    </section>
    <section id="unresolved" hidden>
    <h2><span data-lang="ko">결과를 모르는 거래</span><span data-lang="en">Outcomes that nobody knows</span></h2>
    <ul class="plain" id="open"></ul>
    </section>
    <section>
    <h2><span data-lang="ko">장애 예약</span><span data-lang="en">Set a fault</span></h2>
    <div class="row">
    <button type="button" data-fault="decline"><span data-lang="ko">다음 결제 거절</span><span data-lang="en">Decline the next</span></button>
    <button type="button" data-fault="timeout_after_approval"><span data-lang="ko">다음 응답 유실</span><span data-lang="en">Lose the next answer</span></button>
    </div>
    <form id="fault">
    <label><span>PG</span><select name="pg">%3$s</select></label>
    <label><span><span data-lang="ko">장애</span><span data-lang="en">Fault</span></span><select name="kind">%4$s</select></label>
    <label><span><span data-lang="ko">주문번호 (비우면 모든 결제)</span><span data-lang="en">Order number (empty: any payment)</span></span>
    <input name="order" autocomplete="off" maxlength="40"></label>
    <label><span><span data-lang="ko">횟수</span><span data-lang="en">Times</span></span>
    <input name="times" type="number" min="1" max="1000" value="1" required></label>
    <div class="row"><button class="do"><span data-lang="ko">예약하기</span><span data-lang="en">Set it</span></button>
    <button type="button" id="reset"><span data-lang="ko">장부 비우기</span><span data-lang="en">Clear the book</span></button></div>
    </form>
    <ul class="plain" id="faults"></ul>
    </section>
    </div>
    <section class="wide">
    <h2><span data-lang="ko">시험 카드</span><span data-lang="en">Magic cards</span></h2>
    <p class="soft"><span data-lang="ko">아래 번호가 아닌 16자리 카드번호는 모두 승인됩니다.</span>
    <span data-lang="en">Any other 16-digit number is approved.</span></p>
    <div class="scroll" tabindex="0" role="region" aria-label="시험 카드 · Magic cards">
    <table><thead><tr>
    <th scope="col"><span data-lang="ko">번호</span><span data-lang="en">Number</span></th>
    <th scope="col"><span data-lang="ko">결과</span><span data-lang="en">Result</span></th></tr></thead>
    <tbody>
    %5$s
    </tbody></table></div>
    </section>
    <section class="wide">
    <details>
    <summary><span data-lang="ko">제어 호출</span><span data-lang="en">Control calls</span></summary>
    <div class="scroll" tabindex="0" role="region" aria-label="제어 호출 · Control calls">
    <table><tbody>
    %6$s
    </tbody></table></div>
    </details>
    </section>
    </main>
    <dialog id="dialog" aria-labelledby="about">
    <h2 id="about"></h2>
    <div id="requests"></div>
    <button type="button" id="close"><span data-lang="ko">닫기</span><span data-lang="en">Close</span></button>
    </dialog>
    <script src="/static/cockpit.js"></script>
    </body>
    </html>
    """
        .formatted(
            pgs.isEmpty() ? "-" : String.join(", ", pgs),
            links(places),
            options(pgs),
            faults(),
            cards(),
            calls());
  }

  private static String links(Map<String, String> places) {
    return places.entrySet().stream()
        .map(place -> "<a href=\"%s\">%s</a> ".formatted(place.getValue(), place.getKey()))
        .collect(Collectors.joining());
  }

  private static String options(Iterable<String> values) {
    StringBuilder options = new StringBuilder();
    values.forEach(value -> options.append("<option>").append(value).append("</option>"));
    return options.toString();
  }

  private static String faults() {
    return Arrays.stream(Fault.values())
        .map(fault ->
            "<option value=\"%1$s\" data-ko=\"%2$s\" data-en=\"%3$s\">%1$s</option>"
                .formatted(PostgresScenarios.wire(fault), korean(fault), english(fault)))
        .collect(Collectors.joining());
  }

  private static String korean(Fault fault) {
    return switch (fault) {
      case DECLINE -> "승인 거절";
      case BAD_CARD -> "카드 오류";
      case TIMEOUT_BEFORE_APPROVAL -> "승인 전 응답 없음";
      case TIMEOUT_AFTER_APPROVAL -> "승인 후 응답 유실";
      case WRONG_AMOUNT -> "다른 금액 승인";
      case CANCEL_REFUSED -> "취소 거절";
      case TIMEOUT_AFTER_CANCEL -> "취소 후 응답 유실";
      case CHARGE_ON_ISSUE -> "빌링키 발급 중 결제";
      case DUPLICATE_NOTICE -> "통지 중복";
      case SLOW -> "늦은 응답";
      case GARBAGE_ANSWER -> "깨진 응답";
      case NET_CANCEL_REFUSED -> "망취소 거절";
      case INQUIRY_TIMEOUT -> "조회 응답 없음";
      case LIST_LATE -> "대사 목록 지연";
      case LIST_HALF -> "대사 목록 절반 누락";
      case LIST_DOUBLED -> "대사 목록 중복";
      case LIST_CHARSET -> "대사 목록 문자 집합 오류";
      case LIST_ROW_MISSING -> "대사 목록 거래 누락";
      case LIST_ROW_EXTRA -> "대사 목록 거래 추가";
    };
  }

  private static String english(Fault fault) {
    return switch (fault) {
      case DECLINE -> "refused";
      case BAD_CARD -> "wrong card";
      case TIMEOUT_BEFORE_APPROVAL -> "no answer, not charged";
      case TIMEOUT_AFTER_APPROVAL -> "charged, answer lost";
      case WRONG_AMOUNT -> "another amount charged";
      case CANCEL_REFUSED -> "cancel refused";
      case TIMEOUT_AFTER_CANCEL -> "cancelled, answer lost";
      case CHARGE_ON_ISSUE -> "a key's window charges";
      case DUPLICATE_NOTICE -> "notice sent twice";
      case SLOW -> "late answer";
      case GARBAGE_ANSWER -> "broken answer";
      case NET_CANCEL_REFUSED -> "net cancel refused";
      case INQUIRY_TIMEOUT -> "inquiry unanswered";
      case LIST_LATE -> "list is late";
      case LIST_HALF -> "half of the list";
      case LIST_DOUBLED -> "list twice";
      case LIST_CHARSET -> "list in another charset";
      case LIST_ROW_MISSING -> "list lacks a row";
      case LIST_ROW_EXTRA -> "list has a row more";
    };
  }

  private static String cards() {
    return Arrays.stream(MagicCard.values())
        .map(card ->
            "<tr><td>%s</td><td>%s</td></tr>"
                .formatted(
                    card.number().replaceAll("(.{4})(?=.)", "$1-"),
                    both(card.korean(), card.english())))
        .collect(Collectors.joining("\n"));
  }

  private static String calls() {
    return String.join(
        "\n",
        call(
            "GET /control/book",
            "PG 장부의 모든 거래 (last=N: 마지막 N건)",
            "every charge the PGs hold (last=N: the last N)"),
        call(
            "GET /control/requests?tid=",
            "PG가 받은 요청 (order_id로도 조회)",
            "what the PG received (also by order_id)"),
        call("GET, POST /control/scenarios", "장애 예약", "faults that are set; sets one"),
        call("POST /control/deposits", "가상계좌 입금", "pays into a virtual account"),
        call("GET, POST /control/clock", "시계 보기, 앞으로 이동", "shows the clock; moves it forward"),
        call("POST /control/reset", "장부와 장애 예약 비우기", "clears the book and the faults"),
        call(
            "PUT /control/settings",
            "데모 가맹점 설정 (플레이그라운드)",
            "a setting of the demo merchant (playground)"),
        call(
            "GET, POST /control/unresolved",
            "결과를 모르는 거래 (플레이그라운드)",
            "outcomes that nobody knows (playground)"),
        call(
            "GET, POST /control/webhooks",
            "상점에 보낸 웹훅, 다시 보내기 (플레이그라운드)",
            "webhooks to shops; sends one again (playground)"),
        call("POST /control/merchants", "가맹점 추가 (플레이그라운드)", "a further merchant (playground)"));
  }

  private static String call(String call, String korean, String english) {
    return "<tr><td><code>%s</code></td><td>%s</td></tr>".formatted(call, both(korean, english));
  }

  private static String both(String korean, String english) {
    return "<span data-lang=\"ko\">%s</span><span data-lang=\"en\">%s</span>"
        .formatted(korean, english);
  }
}
