package dev.naru.hub.webhook;

import java.util.List;

/** The secrets that sign a merchant's webhooks now. */
interface LiveSecrets {

  /**
   * Newest first, as {@code whsec_…}; at least one, and two while one is being replaced.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  List<String> live(long merchantId);
}
