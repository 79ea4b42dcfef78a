package dev.naru.pg.inicis.emulator.wire;

import dev.naru.sandbox.PgHost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * KG INICIS's hosts (protocols/inicis.md §1.1). The paths are mounted on the test hosts; the live
 * ones and both data centres' lead to the same, because deployed shops use test MIDs on them.
 */
public final class Hosts {

  public static final String PC = "stgstdpay.inicis.com";
  public static final String MOBILE = "stgmobile.inicis.com";
  public static final String API = "stginiapi.inicis.com";

  /** The host of INIpay PRO, which isn't emulated. */
  public static final String PRO = "stgpaypro.inicis.com";

  /** All host names, each mapped to the host whose paths are mounted. */
  public static final Map<String, String> ALL = all();

  private Hosts() {}

  private static Map<String, String> all() {
    var all = new HashMap<String, String>();
    for (String prefix : List.of("stg", "", "fc", "ks")) {
      all.put(prefix + "stdpay.inicis.com", PC);
      all.put(prefix + "mobile.inicis.com", MOBILE);
      all.put(prefix + "paypro.inicis.com", PRO);
    }
    all.put(API, API);
    all.put("iniapi.inicis.com", API);
    for (String alone :
        List.of("inilite.inicis.com", "inilitepay.inicis.com", "iniweb.inicis.com")) {
      all.put(alone, alone);
    }
    return Map.copyOf(all);
  }

  /**
   * The data centre, {@code idc_name}, that approves what a window of this host has authenticated:
   * {@code stg} for a test host, {@code fc} or {@code ks} for a live one.
   */
  public static String centre(PgHost host) {
    String name = host.name();
    return name.startsWith("stg") ? "stg" : name.startsWith("ks") ? "ks" : "fc";
  }

  /** The address of that data centre's PC host. */
  public static String pc(PgHost host) {
    return host.base(centre(host) + "stdpay.inicis.com");
  }

  /** The address of that data centre's mobile host. */
  public static String mobile(PgHost host) {
    return host.base(centre(host) + "mobile.inicis.com");
  }
}
