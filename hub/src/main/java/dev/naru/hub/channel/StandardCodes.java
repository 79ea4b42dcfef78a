package dev.naru.hub.channel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Banks and card companies by their standard codes (spec/rest-api.md §6.1, §6.2), in V1's order.
 */
public final class StandardCodes {

  /** The banks' Korean names by their codes of three digits. */
  public static final Map<String, String> BANKS =
      inOrder(
          "002", "KDB산업은행",
          "003", "IBK기업은행",
          "004", "KB국민은행",
          "007", "수협은행",
          "011", "NH농협은행",
          "012", "지역농·축협",
          "020", "우리은행",
          "023", "SC제일은행",
          "027", "한국씨티은행",
          "031", "대구은행(아이엠뱅크)",
          "032", "부산은행",
          "034", "광주은행",
          "035", "제주은행",
          "037", "전북은행",
          "039", "경남은행",
          "045", "새마을금고",
          "048", "신협",
          "071", "우체국",
          "081", "하나은행",
          "088", "신한은행",
          "089", "케이뱅크",
          "090", "카카오뱅크",
          "092", "토스뱅크");

  /** The card companies' Korean names by their codes. */
  public static final Map<String, String> CARDS =
      inOrder(
          "361", "BC카드",
          "381", "KB국민카드",
          "367", "현대카드",
          "365", "삼성카드",
          "368", "롯데카드",
          "371", "NH농협카드",
          "041", "우리카드",
          "374", "하나카드",
          "045", "새마을카드",
          "373", "제주카드",
          "364", "광주카드",
          "366", "신한카드",
          "002", "KDB카드",
          "369", "수협카드",
          "048", "신협카드",
          "370", "씨티카드",
          "071", "우체국카드",
          "089", "K뱅크카드",
          "372", "전북카드",
          "090", "카카오뱅크카드",
          "10001", "은련카드",
          "10002", "다이너스카드",
          "10003", "아멕스카드",
          "10004", "마스터카드",
          "10005", "비자카드",
          "10006", "JCB카드");

  private StandardCodes() {}

  private static Map<String, String> inOrder(String... codesAndNames) {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < codesAndNames.length; i += 2) {
      names.put(codesAndNames[i], codesAndNames[i + 1]);
    }
    return Collections.unmodifiableMap(names);
  }
}
