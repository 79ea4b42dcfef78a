package dev.naru.hub.v1;

import dev.naru.hub.v1.wire.WritesJson;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** A bank or a card company by V1's code of three digits (spec/rest-api.md §6.1, §6.2). */
record StandardCode(String code, String name) implements WritesJson {

  static final List<StandardCode> BANKS =
      List.of(
          new StandardCode("002", "KDB산업은행"),
          new StandardCode("003", "IBK기업은행"),
          new StandardCode("004", "KB국민은행"),
          new StandardCode("007", "수협은행"),
          new StandardCode("011", "NH농협은행"),
          new StandardCode("012", "지역농·축협"),
          new StandardCode("020", "우리은행"),
          new StandardCode("023", "SC제일은행"),
          new StandardCode("027", "한국씨티은행"),
          new StandardCode("031", "대구은행(아이엠뱅크)"),
          new StandardCode("032", "부산은행"),
          new StandardCode("034", "광주은행"),
          new StandardCode("035", "제주은행"),
          new StandardCode("037", "전북은행"),
          new StandardCode("039", "경남은행"),
          new StandardCode("045", "새마을금고"),
          new StandardCode("048", "신협"),
          new StandardCode("071", "우체국"),
          new StandardCode("081", "하나은행"),
          new StandardCode("088", "신한은행"),
          new StandardCode("089", "케이뱅크"),
          new StandardCode("090", "카카오뱅크"),
          new StandardCode("092", "토스뱅크"));

  static final List<StandardCode> CARDS =
      List.of(
          new StandardCode("361", "BC카드"),
          new StandardCode("381", "KB국민카드"),
          new StandardCode("367", "현대카드"),
          new StandardCode("365", "삼성카드"),
          new StandardCode("368", "롯데카드"),
          new StandardCode("371", "NH농협카드"),
          new StandardCode("041", "우리카드"),
          new StandardCode("374", "하나카드"),
          new StandardCode("045", "새마을카드"),
          new StandardCode("373", "제주카드"),
          new StandardCode("364", "광주카드"),
          new StandardCode("366", "신한카드"),
          new StandardCode("002", "KDB카드"),
          new StandardCode("369", "수협카드"),
          new StandardCode("048", "신협카드"),
          new StandardCode("370", "씨티카드"),
          new StandardCode("071", "우체국카드"),
          new StandardCode("089", "K뱅크카드"),
          new StandardCode("372", "전북카드"),
          new StandardCode("090", "카카오뱅크카드"),
          new StandardCode("10001", "은련카드"),
          new StandardCode("10002", "다이너스카드"),
          new StandardCode("10003", "아멕스카드"),
          new StandardCode("10004", "마스터카드"),
          new StandardCode("10005", "비자카드"),
          new StandardCode("10006", "JCB카드"));

  /** The code with its leading zeros: {@code 4}, {@code 04} and {@code 004} mean the same bank. */
  static String threeDigits(String code) {
    return code.length() < 3 ? "0".repeat(3 - code.length()) + code : code;
  }

  @Override
  public void write(JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("code", code);
    out.writeStringProperty("name", name);
    out.writeEndObject();
  }
}
