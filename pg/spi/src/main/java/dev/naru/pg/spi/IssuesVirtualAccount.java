package dev.naru.pg.spi;

/** A PG that opens virtual accounts for the merchant's server, without a window. */
public interface IssuesVirtualAccount {

  /**
   * Asks once for an account. No money moves. The hub resolves an unknown outcome by {@link
   * Inquires}, and revokes an account that nobody was told of.
   *
   * @return {@link Outcome.AccountIssued}, {@link Outcome.Declined}, {@link Outcome.NotSent} or
   *     {@link Outcome.Unknown}
   */
  Outcome issueAccount(PersistedAttempt attempt, AccountOrder order);

  /**
   * Asks once to close an account that no money has come into.
   *
   * @param pgTid the PG's transaction number of the account's issue
   * @param reason never blank
   * @return {@link Cancels.CancelOutcome.Refused} also when money has come in meanwhile
   */
  Cancels.CancelOutcome revokeAccount(PersistedAttempt attempt, String pgTid, String reason);

  /**
   * Whether the key is the channel's own API key. Some shops send it with each call ({@code
   * pg_api_key}). A PG without such a key keeps the default, which accepts all.
   */
  default boolean isApiKey(ChannelConfig channel, String key) {
    return true;
  }
}
