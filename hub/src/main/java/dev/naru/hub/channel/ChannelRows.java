package dev.naru.hub.channel;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Lets another module's query read a channel along with its own rows, without a second query. */
public interface ChannelRows {

  /**
   * The columns that {@link #read} needs, of the table {@code channel} with the alias {@code c}.
   */
  String COLUMNS =
      """
      c.merchant_id as c_merchant_id, c.id as c_id, c.channel_key as c_channel_key,
      c.provider as c_provider, c.mid as c_mid, c.mode as c_mode, c.is_default as c_is_default,
      c.for_billing as c_for_billing, c.settings_sealed as c_settings_sealed
      """;

  /** Reads the channel from a row that has {@link #COLUMNS}. */
  Channel read(ResultSet row) throws SQLException;
}
