package dev.naru.pg.inicis;

import dev.naru.pg.inicis.statement.InicisStatements;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The exact hosts and paths of KG INICIS (protocols/inicis.md §1.1), and which of them an answer
 * that came through the browser may name (§3.10, §4.4).
 *
 * <p>Every address that is called is built from this table. An address in a message is only
 * compared with the table, byte for byte, and never called.
 */
final class InicisHosts {
  private static final String PC_APPROVAL = "/api/payAuth";
  private static final String PC_NET_CANCEL = "/api/netCancel";
  private static final String MOBILE_APPROVAL = "/smart/payReq.ini";
  private static final String MOBILE_NET_CANCEL = "/smart/payNetCancel.ini";

  private final ChannelConfig channel;

  InicisHosts(ChannelConfig channel) {
    this.channel = channel;
  }

  URI pcScript() {
    return channel.at(scriptHost(), "/stdjs/INIStdPay.js");
  }

  URI pcCloseScript() {
    return channel.at(scriptHost(), "/stdjs/INIStdPay_close.js");
  }

  private String scriptHost() {
    return live() ? "stdpay.inicis.com" : "stgstdpay.inicis.com";
  }

  /** The address of the mobile window. KG INICIS's test MIDs use the live host (§1.1). */
  URI mobileWindow() {
    return channel.at(
        channel.mode() == Mode.SANDBOX ? "stgmobile.inicis.com" : "mobile.inicis.com",
        "/smart/payment/");
  }

  /** The old billing-key window for phones, which has one host for live and test MIDs. */
  URI iniLiteWindow() {
    return channel.at("inilite.inicis.com", "/inibill/inibill_card.jsp");
  }

  /** The new billing-key window, which has one host for live and test MIDs. */
  URI iniLitePayWindow() {
    return channel.at("inilitepay.inicis.com", "/pay/card/billing");
  }

  /** The data centers that this channel's PC approvals may be sent to. */
  List<String> pcCenters() {
    return live() ? List.of("fc", "ks") : List.of("stg");
  }

  /**
   * The data centers that this channel's mobile approvals may be sent to. A test MID is used on the
   * live window, so its return may name a live center too.
   */
  List<String> mobileCenters() {
    return live() ? List.of("fc", "ks") : List.of("stg", "fc", "ks");
  }

  URI pcApproval(String center) {
    return channel.at(one(pcCenters(), center) + "stdpay.inicis.com", PC_APPROVAL);
  }

  URI pcNetCancel(String center) {
    return channel.at(one(pcCenters(), center) + "stdpay.inicis.com", PC_NET_CANCEL);
  }

  URI mobileApproval(String center) {
    return channel.at(one(mobileCenters(), center) + "mobile.inicis.com", MOBILE_APPROVAL);
  }

  URI mobileNetCancel(String center) {
    return channel.at(one(mobileCenters(), center) + "mobile.inicis.com", MOBILE_NET_CANCEL);
  }

  /**
   * The data center with exactly this mobile approval address; empty when no center of this channel
   * has it.
   */
  Optional<String> mobileCenterOf(String requestUrl) {
    return mobileCenters().stream()
        .filter(center -> mobileApproval(center).toString().equals(requestUrl))
        .findFirst();
  }

  /**
   * The address of a service of INIAPI v2.
   *
   * @param service for example {@code refund}
   */
  URI apiV2(String service) {
    return channel.at(apiHost(), "/v2/pg/" + service);
  }

  /**
   * The address of a service of INIAPI v1.
   *
   * @param service for example {@code billing}
   */
  URI apiV1(String service) {
    return channel.at(apiHost(), "/api/v1/" + service);
  }

  private String apiHost() {
    return live() ? "iniapi.inicis.com" : "stginiapi.inicis.com";
  }

  /** One address of each host that the hub calls. */
  List<URI> called() {
    Stream<URI> windows =
        Stream.concat(
            pcCenters().stream().map(this::pcApproval),
            mobileCenters().stream().map(this::mobileApproval));
    Stream<URI> lists =
        channel.setting(InicisStatements.FEED_PASSWORD).isBlank()
            ? Stream.of()
            : Stream.of(InicisStatements.address(channel));
    return Stream.of(windows, Stream.of(apiV1("billing")), lists).flatMap(all -> all).toList();
  }

  /** The address of the receipt that a buyer can look at. */
  String receipt(String tid) {
    return channel
        .at(
            "iniweb.inicis.com",
            "/DefaultWebApp/mall/cr/cm/mCmReceipt_head.jsp?noTid=" + tid + "&noMethod=1")
        .toString();
  }

  /** The address of a cash receipt that a buyer can look at. */
  String cashReceipt(String tid) {
    return channel
        .at(
            "iniweb.inicis.com",
            "/DefaultWebApp/mall/cr/cm/Cash_mCmReceipt.jsp?noTid=" + tid + "&clpaymethod=22")
        .toString();
  }

  private boolean live() {
    return channel.mode() == Mode.LIVE;
  }

  private static String one(List<String> allowed, String center) {
    if (!allowed.contains(center)) {
      throw new IllegalArgumentException("not a data center of this channel");
    }
    return center;
  }
}
