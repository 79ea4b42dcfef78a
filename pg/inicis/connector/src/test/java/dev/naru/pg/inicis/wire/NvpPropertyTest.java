package dev.naru.pg.inicis.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests that a buyer's text never changes the values that money depends on. */
class NvpPropertyTest {
  private static final Map<String, String> GENUINE =
      Map.of(
          "P_STATUS", "00",
          "P_TID", "INIMX_CARDINIpayTest20260115102601000003",
          "P_AMT", "1000",
          "P_TYPE", "CARD",
          "P_MID", "INIpayTest",
          "P_OID", "HUB-1");

  @Property
  void no_buyer_name_changes_what_decides(@ForAll("hostile") String name) {
    Optional<Nvp> answer = Nvp.parse(answer(name));
    GENUINE.forEach(
        (key, value) -> assertThat(answer.map(nvp -> nvp.get(key)).orElse(value)).isEqualTo(value));
  }

  @Property
  void a_name_without_an_ampersand_comes_back_as_it_was(@ForAll String name) {
    String plain = name.replace("&", "");
    assertThat(Nvp.parse(answer(plain)).orElseThrow().get("P_UNAME")).isEqualTo(plain);
  }

  @Property
  void what_was_made_raw_safe_injects_nothing(@ForAll("hostile") String name) {
    Nvp answer = Nvp.parse(answer(WireText.rawSafe(name))).orElseThrow();
    assertThat(answer.values()).hasSize(GENUINE.size() + 2);
  }

  @Property
  void nothing_breaks_the_parser(@ForAll String text) {
    Nvp.parse(text).ifPresent(nvp -> assertThat(nvp.values()).isNotEmpty());
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
            Arbitraries.strings(),
            Arbitraries.of(
                "&P_OID=other",
                "&P_AMT=1",
                "&P_STATUS=00",
                "&P_MID=x",
                "&P_TYPE=VBANK",
                "&P_TID=",
                "&&",
                "=",
                "&P_",
                "EventCode=",
                "&EventCode=x",
                "%26P_OID%3Dx",
                "홍길동",
                "\n"))
        .list()
        .ofMaxSize(5)
        .map(parts -> String.join("", parts));
  }

  private static String answer(String name) {
    return "P_STATUS=00&P_TID=INIMX_CARDINIpayTest20260115102601000003&P_AMT=1000&P_TYPE=CARD"
        + "&P_UNAME="
        + name
        + "&P_MID=INIpayTest&P_OID=HUB-1&EventCode=";
  }
}
