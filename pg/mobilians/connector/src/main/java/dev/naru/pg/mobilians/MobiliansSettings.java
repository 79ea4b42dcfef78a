package dev.naru.pg.mobilians;

import dev.naru.pg.spi.ChannelConfig;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a KG Mobilians channel is configured with. The channel's MID is KG's service id ({@code
 * sid}). Of the fields, this record holds those that the connector itself obeys; the rest is the
 * hub's to obey (spec/pg-rules.md §5).
 *
 * @param linkKey signs cancels, verifies answers
 * @param siteUrl what the window shows as the shop's address; empty takes the hub's host
 * @param phonePartialCancel whether the contract allows a part of a phone payment to be cancelled
 * @param sourceAddresses where KG's notices come from
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
