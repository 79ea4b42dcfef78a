package dev.naru.pg.mobilians.statement;

import dev.naru.pg.spi.ChannelConfig;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which column of the exported list holds which value, and what the words in it mean. The
 * operator can change this by the channel's setting {@link #SETTING}: {@code at=승인일시; tid=거래ID;
 * cancel=취소,환불}.
 */
record Columns(Map<String, String> names) {

  /** The key of the channel's setting. */
  static final String SETTING = "mobilians.statement_columns";

  /** The form that {@link #SETTING} must have, as a regular expression. */
  static final String FORM =
      "([a-z]+=[^=;\\p{Cntrl}]{1,60})(;\\s*[a-z]+=[^=;\\p{Cntrl}]{1,60}){0,30};?";

  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("at", "거래일시"),
          Map.entry("kind", "구분"),
          Map.entry("mid", "서비스아이디"),
          Map.entry("tid", "거래번호"),
          Map.entry("order", "가맹점거래번호"),
          Map.entry("original", "원거래번호"),
          Map.entry("method", "결제수단"),
          Map.entry("approval", "승인번호"),
          Map.entry("amount", "거래금액"),
          Map.entry("fee", "수수료"),
          Map.entry("vat", "부가세"),
          Map.entry("net", "정산금액"),
          Map.entry("settled", "정산예정일"),
          Map.entry("charge", "승인,입금"),
          Map.entry("cancel", "취소,입금취소"),
          Map.entry("partial", "부분취소"),
          Map.entry("total", "합계"),
          Map.entry("charset", "MS949"));

  static Columns of(ChannelConfig channel) {
    Map<String, String> names = new HashMap<>(USUAL);
    for (String pair : channel.setting(SETTING).split(";")) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        names.put(parts[0].strip(), parts[1].strip());
      }
    }
    return new Columns(Map.copyOf(names));
  }

  String name(String of) {
    return names.getOrDefault(of, "");
  }

  /** Whether a row's word means this kind. */
  boolean means(String kind, String word) {
    return List.of(name(kind).split(",")).contains(word);
  }

  Charset charset() {
    return Charset.forName(name("charset"));
  }
}
