package dev.naru.pg.testkit;

import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.ReadsNotice.NoticeMessage;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import dev.naru.pg.testkit.ScriptedPg.Received;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the contract must be told about one PG, or one flow of it: its paths and what it says there.
 * Answers are functions of the request where the PG's answers are.
 *
 * <p>What not every PG has comes with a default. A connector whose capabilities promise it must
 * fill it in: the contract fails where it doesn't.
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
  record Approval(String mid, String pgOrderNumber, long amount) {}

  /**
   * Why an authentication has no {@link dev.naru.pg.spi.AuthResult.Authenticated#singleUse}: only
   * where the PG's net cancel names the order, so that a repeated one can undo nothing else. Null,
   * the rule, means that it has one.
   */
  default @Nullable String whyNothingIsSingleUse() {
    return null;
  }

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

  /** A code that the PG never published, in the shape of its answers. */
  Answer unheardOf(String path);

  // --- a window that the PG is asked for first

  /** The end of the registration's path; null where a window opens without the network. */
  default @Nullable String openingPath() {
    return null;
  }

  /** The PG's "yes" to a registration. */
  default Function<Received, Answer> opened(PersistedAttempt attempt) {
    throw new UnsupportedOperationException("openingPath() without opened()");
  }

  /** The PG's "no" to a registration. */
  default Answer openingRefused() {
    throw new UnsupportedOperationException("openingPath() without openingRefused()");
  }

  /** A request that the connector itself refuses, before any network; null where there is none. */
  default @Nullable WindowRequest unopenable() {
    return null;
  }

  // --- inquiry: wherever a method has an INQUIRY

  /** The end of the inquiry's path. */
  default String inquiryPath() {
    throw new UnsupportedOperationException("an INQUIRY without inquiryPath()");
  }

  /**
   * @param cancelled how much of the amount is cancelled
   */
  default Answer found(PersistedAttempt attempt, long cancelled) {
    throw new UnsupportedOperationException("an INQUIRY without found()");
  }

  default Answer notFound() {
    throw new UnsupportedOperationException("an INQUIRY without notFound()");
  }

  /** A well-formed answer of another order. */
  default Answer foundAnother(PersistedAttempt attempt) {
    throw new UnsupportedOperationException("an INQUIRY without foundAnother()");
  }

  // --- virtual accounts: wherever VBANK has a window

  /** A request for a virtual account. */
  default @Nullable WindowRequest accountRequest() {
    return null;
  }

  /** What the window posts when the buyer chose a bank. */
  default ReturnMessage accountAuthenticated(PersistedAttempt attempt) {
    return authenticated(attempt);
  }

  /** A genuine "account issued", at {@link #approvalPath}. */
  default Function<Received, Answer> accountIssued(Approval approval) {
    throw new UnsupportedOperationException("accountRequest() without accountIssued()");
  }

  /** The inquiry of an account that no money came into; null where there is no inquiry of one. */
  default @Nullable Answer awaitingDeposit(PersistedAttempt attempt) {
    return null;
  }

  // --- billing keys: wherever a method has a KEY_WINDOW

  /** A request for a billing key. */
  default @Nullable WindowRequest keyRequest() {
    return null;
  }

  /** What the window posts when the buyer agreed to a key. */
  default ReturnMessage keyAuthenticated(PersistedAttempt attempt) {
    return authenticated(attempt);
  }

  /**
   * A genuine "key issued", at {@link #approvalPath}; null where the return itself is the result,
   * so that approving calls nobody.
   */
  default @Nullable Function<Received, Answer> keyIssued(Approval approval) {
    return null;
  }

  /** The key and whatever else no text of ours may ever show. */
  default List<String> keySecrets() {
    return List.of();
  }

  // --- without a buyer: wherever a method has a KEY_CHARGE or a KEY_IN

  /** The end of the path of a charge by billing key. */
  default String keyChargePath() {
    throw new UnsupportedOperationException("a KEY_CHARGE without keyChargePath()");
  }

  /** The end of the path of a charge by card data. */
  default String cardChargePath() {
    throw new UnsupportedOperationException("a KEY_IN without cardChargePath()");
  }

  /** The end of the path of a key's issue by card data. */
  default String cardKeyPath() {
    throw new UnsupportedOperationException("a KEY_IN without cardKeyPath()");
  }

  /** The number of the charge in {@link #keyCharged} and {@link #keyChargeFound}. */
  default String keyChargeTid() {
    return pgTid();
  }

  /** A genuine charge of this content, by key or by card data. */
  default Function<Received, Answer> keyCharged(Approval approval) {
    throw new UnsupportedOperationException("a KEY_CHARGE or KEY_IN without keyCharged()");
  }

  /**
   * A genuine "key issued" by card data; the key is the first of {@link #keySecrets}. Its amount is
   * not looked at.
   */
  default Function<Received, Answer> cardKeyIssued(Approval approval) {
    throw new UnsupportedOperationException("a KEY_IN without cardKeyIssued()");
  }

  /**
   * Why the answers above don't tell the order's number, so that one of another order can't be told
   * by it. Null, the rule, means that they do.
   */
  default @Nullable String whyKeyAnswersTellNoOrder() {
    return null;
  }

  /**
   * The PG's certain "no", with a code and a text.
   *
   * @param path one of the three above
   */
  default Answer keyDeclined(PersistedAttempt attempt, String path) {
    throw new UnsupportedOperationException("a KEY_CHARGE or KEY_IN without keyDeclined()");
  }

  /** The inquiry of such a charge by its order number, where there is an INQUIRY. */
  default Answer keyChargeFound(PersistedAttempt attempt) {
    return found(attempt, 0);
  }

  // --- notices: wherever a method has a DEPOSIT_NOTICE

  /**
   * A genuine notice of money come into the attempt's account.
   *
   * @param serial tells one deposit from another; the same number gives the same bytes
   */
  default @Nullable NoticeMessage deposited(PersistedAttempt attempt, long amount, int serial) {
    return null;
  }

  /** The bank took the money back; null where the PG tells no such thing. */
  default @Nullable NoticeMessage takenBack(PersistedAttempt attempt) {
    return null;
  }

  /** Notices that are acknowledged and change nothing. */
  default List<NoticeMessage> uneventful(PersistedAttempt attempt) {
    return List.of();
  }
}
