package dev.naru.hub.v1;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * One page of a list (spec/rest-api.md §1.7).
 *
 * @param total how many there are in all
 * @param page from 1
 */
record PageJson(long total, int page, int limit, List<? extends Json> list) implements Json {

  /** Beyond it there is nothing, and nothing overflows. */
  static final int MAX_PAGE = 1_000_000;

  /**
   * The page asked for, the first one when none was.
   *
   * @throws Refusal 400 when it isn't a page number
   */
  static int pageOf(Params params) {
    Integer page = params.whole("page", 1, MAX_PAGE);
    return page == null ? 1 : page;
  }

  @Override
  public void write(JsonGenerator out) {
    out.writeStartObject();
    out.writeName("list");
    Json.array(list).write(out);
    out.writeNumberProperty("next", (long) page * limit < total ? page + 1 : 0);
    out.writeNumberProperty("previous", page - 1);
    out.writeNumberProperty("total", total);
    out.writeEndObject();
  }
}
