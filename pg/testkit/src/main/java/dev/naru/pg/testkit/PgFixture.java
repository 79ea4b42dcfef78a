package dev.naru.pg.testkit;

import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import dev.naru.pg.testkit.ScriptedPg.Received;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * What the contract must be told about one PG, or one flow of it: its paths and what it says there.
 * Answers are functions of the request where the PG's answers are.
 */
public interface PgFixture {

  PgConnectorFactory factory();

  /** A sandbox channel with every setting filled in. */
  ChannelConfig channel(URI sandbox);

  /** A request that the window can be opened with. */
  WindowRequest windowRequest();

  /** The end of the approval's path. */
  String approvalPath();

  String netCancelPath();

  String inquiryPath();

  /** Full refund. */
  String cancelPath();

  String partialCancelPath();

  /** The number of the charge in every answer. */
  String pgTid();

  /** What the window posts when the buyer agreed. */
  ReturnMessage authenticated(PersistedAttempt attempt);

  /** What the window posts when the buyer left. */
  ReturnMessage left(PersistedAttempt attempt);

  /**
   * Returns that contradict what the hub knows; at least: another MID or order, an unknown data
   * center, each address replaced by one below {@code attacker}.
   */
  List<ReturnMessage> forgeries(PersistedAttempt attempt, URI attacker);

  /** Values of {@link #authenticated} that no text of ours may ever show. */
  List<String> secretsOf(ReturnMessage authenticated);

  /** What an approval says: all that the contract changes about a genuine one. */
  record Approval(String mid, String orderId, long amount) {}

  /** A genuine approval of this content. */
  Function<Received, Answer> approved(Approval approval);

  Answer declined(PersistedAttempt attempt);

  Answer netCancelled(PersistedAttempt attempt);

  /** Answers to a net cancel that mean: nothing is charged. */
  List<Answer> nothingToNetCancel(PersistedAttempt attempt);

  Answer netCancelRefused(PersistedAttempt attempt);

  Answer cancelled(PersistedAttempt attempt, CancelRequest request);

  Answer partlyCancelled(PersistedAttempt attempt, CancelRequest request);

  Answer cancelRefused();

  Answer alreadyCancelled();

  /**
   * @param cancelled how much of the amount is cancelled
   */
  Answer found(PersistedAttempt attempt, long cancelled);

  Answer notFound();

  /** A well-formed answer of another order. */
  Answer foundAnother(PersistedAttempt attempt);

  /** A code that the PG never published, in the shape of its answers. */
  Answer unheardOf(String path);
}
