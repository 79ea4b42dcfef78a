package dev.naru.pg.mobilians;

import dev.naru.pg.spi.ChannelConfig;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of a KG Mobilians channel that this connector obeys; the hub obeys the others
 * (spec/pg-rules.md §5). The channel's MID is KG's service id ({@code sid}).
 *
 * @param linkKey the key that signs cancels and verifies answers
 * @param siteUrl the shop's address that the window shows; empty for the hub's host
 * @param phonePartialCancel whether the contract allows partial cancels of phone payments
 * @param sourceAddresses the IP addresses that KG's notices come from
 */
record MobiliansSettings(
    String linkKey, String siteUrl, boolean phonePartialCancel, Set<String> sourceAddresses) {

  static final String LINK_KEY = "skey";
  static final String SITE_URL = "site_url";
  static final String PHONE_PARTIAL_CANCEL = "mobilians.phone_partial_cancel";
  static final String SOURCE_ADDRESSES = "mobilians.source_addresses";

  static MobiliansSettings of(Generation generation, ChannelConfig channel) {
    return new MobiliansSettings(
        value(generation, channel, LINK_KEY),
        value(generation, channel, SITE_URL),
        value(generation, channel, PHONE_PARTIAL_CANCEL).equals("true"),
        parts(value(generation, channel, SOURCE_ADDRESSES)));
  }

  private static Set<String> parts(String listed) {
    return Arrays.stream(listed.split("[,\\[\\]\\s]+", -1))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String value(Generation generation, ChannelConfig channel, String key) {
    String given = channel.setting(key).strip();
    return given.isEmpty() ? MobiliansSettingFields.defaultOf(generation, key) : given;
  }

  @Override
  public String toString() {
    return "MobiliansSettings[hidden]";
  }
}
