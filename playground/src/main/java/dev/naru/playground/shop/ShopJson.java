package dev.naru.playground.shop;

import tools.jackson.databind.json.JsonMapper;

/** The shop's JSON mapper. */
final class ShopJson {

  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ShopJson() {}
}
