package dev.naru.hub.merchant;

import java.util.Set;

/** Finds merchants by the value of a setting, for work that is done for some merchants only. */
public interface MerchantsBySetting {

  /**
   * The ids of the merchants whose stored setting has that value. A merchant that never set it
   * isn't found, even if the value is the setting's default.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Set<Long> having(Setting setting, String value);
}
