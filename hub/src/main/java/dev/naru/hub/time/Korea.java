package dev.naru.hub.time;

import java.time.ZoneId;

/** Korean time, in which V1's and the PGs' calendar rules count. */
public final class Korea {

  /** {@code Asia/Seoul}: UTC+9 all year. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

  private Korea() {}
}
