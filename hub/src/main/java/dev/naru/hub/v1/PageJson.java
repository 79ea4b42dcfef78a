package dev.naru.hub.v1;

import dev.naru.hub.v1.wire.ApiException;
import dev.naru.hub.v1.wire.Params;
import dev.naru.hub.v1.wire.WritesJson;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * One page of a list (spec/rest-api.md §1.7).
 *
 * @param total how many items all pages have together
 * @param page the page's number, from 1
 * @param limit how many items a page has at most
 */
record PageJson(long total, int page, int limit, List<? extends WritesJson> list)
    implements WritesJson {

  /** The largest page number accepted, so that no offset overflows. */
  static final int MAX_PAGE = 1_000_000;

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 1000;

  /**
   * The page number that was asked for, or 1 when none was.
   *
   * @throws ApiException 400 when it isn't a whole number from 1 to 1,000,000
   */
  static int pageOf(Params params) {
    Integer page = params.whole("page", 1, MAX_PAGE);
    return page == null ? 1 : page;
  }

  /**
   * How many items a page has. A value that isn't a number is ignored; a number out of range is
   * refused.
   */
  static int limitOf(Params params) {
    String text = params.text("limit");
    if (text == null || !text.strip().matches("[+-]?[0-9]{1,18}(\\.0+)?")) {
      return DEFAULT_LIMIT;
    }
    BigDecimal limit = new BigDecimal(text.strip());
    if (limit.signum() <= 0 || limit.compareTo(BigDecimal.valueOf(MAX_LIMIT)) > 0) {
      throw params.malformed("limit");
    }
    return limit.intValue();
  }

  @Override
  public void write(JsonGenerator out) {
    out.writeStartObject();
    out.writeName("list");
    WritesJson.array(list).write(out);
    out.writeNumberProperty("next", (long) page * limit < total ? page + 1 : 0);
    out.writeNumberProperty("previous", page - 1);
    out.writeNumberProperty("total", total);
    out.writeEndObject();
  }
}
