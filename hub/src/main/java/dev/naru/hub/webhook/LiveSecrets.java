package dev.naru.hub.webhook;

import java.util.List;

/** Gives the secrets that sign a merchant's webhooks now. */
interface LiveSecrets {

  /**
   * The merchant's secrets, newest first, as {@code whsec_…}: one, or two while one is being
   * replaced.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  List<String> live(long merchantId);
}
