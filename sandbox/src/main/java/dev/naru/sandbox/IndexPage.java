package dev.naru.sandbox;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The page at {@code GET /}: says what the sandbox is, and lists magic cards and control calls. */
final class IndexPage {

  private IndexPage() {}

  static String html(Set<String> pgs) {
    String cards =
        Arrays.stream(MagicCard.values())
            .map(card ->
                "<tr><td>%s</td><td>%s</td><td lang=\"en\">%s</td></tr>"
                    .formatted(
                        card.number().replaceAll("(.{4})(?=.)", "$1-"),
                        card.korean(),
                        card.english()))
            .collect(Collectors.joining("\n"));
    return """
    <!doctype html>
    <html lang="ko">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>naru sandbox</title>
    <style>
    body { font: 16px/1.6 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; }
    table { border-collapse: collapse; } th, td { text-align: left; padding: .25rem 1rem .25rem 0; }
    </style>
    </head>
    <body>
    <main>
    <h1>naru sandbox</h1>
    <p>결제사(PG)를 흉내 내는 서버입니다. 실제 결제는 일어나지 않습니다. 여기에 있는 PG: %1$s</p>
    <p lang="en">Emulated payment gateways; no real payment happens here. PGs here: %1$s</p>
    <h2>시험 카드 <span lang="en">Magic cards</span></h2>
    <p>아래 번호가 아닌 16자리 카드번호는 모두 승인됩니다.
    <span lang="en">Any other 16-digit number is approved.</span></p>
    <table>
    <thead><tr><th scope="col">번호 Number</th><th scope="col">결과</th><th scope="col">Result</th></tr></thead>
    <tbody>
    %2$s
    </tbody>
    </table>
    <h2>제어 호출 <span lang="en">Control calls</span></h2>
    <table>
    <thead><tr><th scope="col">호출 Call</th><th scope="col">하는 일</th><th scope="col">Does</th></tr></thead>
    <tbody>
    <tr><td>GET /control/book</td><td>PG 장부의 모든 거래</td><td lang="en">every charge the PGs hold</td></tr>
    <tr><td>GET /control/requests?tid=</td><td>PG가 받은 요청 (order_id로도 조회)</td><td lang="en">what the PG received (also by order_id)</td></tr>
    <tr><td>POST /control/scenarios</td><td>장애 예약</td><td lang="en">asks for a fault</td></tr>
    <tr><td>POST /control/deposits</td><td>가상계좌 입금</td><td lang="en">pays into a virtual account</td></tr>
    <tr><td>POST /control/clock</td><td>시계를 앞으로 이동</td><td lang="en">moves the clock forward</td></tr>
    <tr><td>POST /control/reset</td><td>장부와 장애 예약 비우기</td><td lang="en">clears the book and the faults</td></tr>
    <tr><td>PUT /control/settings</td><td>데모 가맹점 설정 (플레이그라운드)</td><td lang="en">a setting of the demo merchant (playground)</td></tr>
    <tr><td>POST /control/merchants</td><td>가맹점 추가 (플레이그라운드)</td><td lang="en">a further merchant (playground)</td></tr>
    </tbody>
    </table>
    </main>
    </body>
    </html>
    """
        .formatted(pgs.isEmpty() ? "-" : String.join(", ", pgs), cards);
  }
}
