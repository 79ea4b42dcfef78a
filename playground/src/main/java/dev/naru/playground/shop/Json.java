package dev.naru.playground.shop;

import tools.jackson.databind.json.JsonMapper;

/** The shop's JSON. */
final class Json {

  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}
}
