package dev.naru.hub.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Valid requests of every kind, from which the others are made. */
final class Samples {

  private Samples() {}

  /**
   * A request; {@code {name}} in its path and body stands for one of {@link Target#values}, {@code
   * {new}} for an order number never used.
   *
   * @param type of the body; empty for none
   */
  record Sample(String method, String path, String type, String body) {
    boolean isRest() {
      return !path.startsWith("/checkout") && !path.startsWith("/pg/");
    }
  }

  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String CARD_DATA =
      "\"card_number\":\"1234-1234-1234-1234\",\"expiry\":\"2030-12\",\"birth\":\"820213\",\"pwd_2digit\":\"00\"";

  /** What is known to say something of the operations that a body has. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry(
              "POST /users/getToken", "{\"imp_key\":\"no_such_key\",\"imp_secret\":\"wrong\"}"),
          Map.entry(
              "POST /payments/cancel",
              "{\"imp_uid\":\"{imp_uid}\",\"amount\":10,\"tax_free\":0,\"checksum\":5000,\"reason\":\"변심\","
                  + "\"refund_holder\":\"홍길동\",\"refund_bank\":\"020\",\"refund_account\":\"1002856123456\",\"extra\":{\"requester\":\"customer\"}}"),
          Map.entry("POST /payments/prepare", "{\"merchant_uid\":\"{new}\",\"amount\":5000}"),
          Map.entry("PUT /payments/prepare", "{\"merchant_uid\":\"{new}\",\"amount\":6000}"),
          Map.entry(
              "POST /subscribe/customers/{customer_uid}",
              "{"
                  + CARD_DATA
                  + ",\"pg\":\"html5_inicis\",\"customer_name\":\"홍길동\",\"customer_tel\":\"010-1234-5678\",\"customer_email\":\"b@example.com\",\"customer_addr\":\"서울\",\"customer_postcode\":\"06018\"}"),
          Map.entry(
              "POST /subscribe/payments/again",
              "{\"customer_uid\":\"{customer_uid}\",\"merchant_uid\":\"{new}\",\"amount\":5000,\"tax_free\":0,\"name\":\"나루 티셔츠\",\"buyer_name\":\"홍길동\",\"card_quota\":0,\"custom_data\":{\"a\":1},\"notice_url\":\"https://shop.example/n\"}"),
          Map.entry(
              "POST /subscribe/payments/onetime",
              "{\"merchant_uid\":\"{new}\",\"amount\":5000,\"name\":\"나루 티셔츠\",\"buyer_email\":\"b@example.com\",\"custom_data\":\"x\","
                  + CARD_DATA
                  + "}"),
          Map.entry(
              "POST /subscribe/payments/schedule",
              "{\"customer_uid\":\"{customer_uid}\",\"schedules\":[{\"merchant_uid\":\"{new}\",\"schedule_at\":1893456000,\"amount\":5000,\"name\":\"구독\",\"custom_data\":{}}]}"),
          Map.entry(
              "POST /subscribe/payments/unschedule",
              "{\"customer_uid\":\"{customer_uid}\",\"merchant_uid\":[\"{scheduled}\"]}"),
          Map.entry(
              "PUT /subscribe/payments/schedule/{merchant_uid}", "{\"schedule_at\":1893456000}"),
          Map.entry(
              "POST /subscribe/payments/schedule/{merchant_uid}/reschedule",
              "{\"schedule_at\":1893456000}"),
          Map.entry(
              "POST /certifications/otp/request",
              "{\"name\":\"홍길동\",\"phone\":\"01012345678\",\"birth\":\"820213\",\"gender_digit\":\"1\",\"carrier\":\"SKT\",\"pg\":\"html5_inicis\"}"),
          Map.entry(
              "POST /vbanks",
              "{\"merchant_uid\":\"{new}\",\"amount\":5000,\"vbank_code\":\"004\",\"vbank_due\":1893456000,\"vbank_holder\":\"홍길동\"}"),
          Map.entry(
              "POST /escrows/logis/{imp_uid}",
              "{\"sender\":{\"name\":\"a\"},\"receiver\":{\"name\":\"b\"},\"logis\":{\"company\":\"CJ\",\"invoice\":\"1\",\"sent_at\":1893456000}}"),
          Map.entry(
              "POST /receipts/{imp_uid}",
              "{\"identifier\":\"01012345678\",\"identifier_type\":\"phone\",\"type\":\"person\"}"),
          Map.entry(
              "POST /partners/receipts/{imp_uid}",
              "{\"data\":[{\"business_registration_number\":\"123-45-67890\",\"company_name\":\"나루\",\"amount\":5000}]}"));

  private static final Map<String, String> QUERIES =
      Map.of(
          "GET /payments", "?imp_uid[]={imp_uid}&imp_uid[]={imp_uid}&merchant_uid[]={merchant_uid}",
          "GET /payments/status/{payment_status}",
              "?page=1&limit=20&from=1700000000&to=1900000000&sorting=-started",
          "GET /payments/findAll/{merchant_uid}/{payment_status}", "?page=1&sorting=-paid",
          "GET /subscribe/customers", "?customer_uid[]={customer_uid}",
          "GET /subscribe/customers/{customer_uid}/payments", "?page=1&limit=20",
          "GET /subscribe/payments/schedule",
              "?schedule_from=1700000000&schedule_to=1900000000&schedule-status=scheduled&page=1&limit=8",
          "GET /subscribe/payments/schedule/customers/{customer_uid}",
              "?page=1&from=1700000000&to=1900000000&schedule-status=scheduled");

  /** All operations of V1 by the list that another test holds, and what the hub serves besides. */
  static List<Sample> all() {
    List<Sample> samples = new ArrayList<>();
    for (String line : operations()) {
      String[] words = line.split(" ");
      if (line.startsWith("#") || words.length < 2) {
        continue;
      }
      String operation = words[0] + " " + words[1];
      String body = BODIES.getOrDefault(operation, words[0].equals("GET") ? "" : "{}");
      // What moves money and keys is asked for more often.
      int times = BODIES.containsKey(operation) ? 4 : 1;
      for (int i = 0; i < times; i++) {
        samples.add(
            new Sample(
                words[0],
                words[1] + QUERIES.getOrDefault(operation, ""),
                body.isEmpty() ? "" : JSON,
                body));
      }
    }
    for (int i = 0; i < 4; i++) {
      samples.addAll(pages());
    }
    return samples;
  }

  private static List<Sample> pages() {
    return List.of(
        new Sample(
            "POST",
            "/checkout/payments",
            JSON,
            "{\"request_id\":\"r1\",\"userCode\":\"{user_code}\",\"origin\":\"http://localhost:8070\",\"mobile\":false,"
                + "\"param\":{\"pg\":\"html5_inicis\",\"pay_method\":\"card\",\"merchant_uid\":\"{new}\",\"name\":\"나루\",\"amount\":5000,\"buyer_name\":\"홍길동\","
                + "\"buyer_tel\":\"010-1234-5678\",\"custom_data\":{\"a\":[1,2]},\"m_redirect_url\":\"http://localhost:8070/done\",\"digital\":false,\"vbank_due\":\"203001011200\","
                + "\"display\":{\"card_quota\":[1,2,3]},\"bypass\":{\"acceptmethod\":\"cardpoint\"},\"notice_url\":[\"http://localhost:8070/n\"]}}"),
        new Sample("GET", "/checkout/{checkout}", "", ""),
        new Sample("GET", "/checkout/{checkout}/status", "", ""),
        new Sample("GET", "/checkout/{checkout}/result", "", ""),
        new Sample("POST", "/checkout/{checkout}/leave", "", ""),
        new Sample(
            "POST",
            "/checkout/{checkout}/return",
            FORM,
            "resultCode=0000&resultMsg=ok&mid=INIpayTest&orderNumber={account}&authToken=abcdef&authUrl=https://stdpay.inicis.com/api/payAuth&netCancelUrl=https://stdpay.inicis.com/api/netCancel&charset=UTF-8&idc_name=stg"),
        new Sample(
            "POST",
            "/pg/html5_inicis/notice",
            FORM,
            "no_tid=ININPGVBNKINIpayTest20260302100000000001&no_oid={account}&id_merchant=INIpayTest&no_req_tid=x&no_vacct=1&cd_bank=00000088&amt_input=14000&nm_input=a&nm_inputbank=b&dt_trans=20260302&tm_trans=100000&type_msg=0200"),
        new Sample(
            "POST",
            "/pg/mobilians/notice/{checkout}",
            FORM,
            "Resultcd=0000&Svcid=170622040674&Mobilid=1&Tradeid={account}&Prdtprice=5000&Accountno=1&Rcptresultdt=20260302100000"),
        new Sample("POST", "/pg/mobilians/notice", FORM, "Resultcd=0000&Tradeid={account}"),
        new Sample("GET", "/v1/iamport.js", "", ""),
        new Sample("GET", "/js/iamport.payment-1.2.0.js", "", ""));
  }

  private static List<String> operations() {
    try (InputStream in = Samples.class.getResourceAsStream("/dev/naru/hub/v1/operations.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
