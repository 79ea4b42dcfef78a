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
 * What the contract needs to know about one PG, or about one flow of it: the paths of its API and
 * the PG's answers there. An answer that depends on the request is a function of the request.
 *
 * <p>A method without a default is needed for every PG. The others belong to operations that not
 * every PG has; if the capability table has the operation and the fixture does not supply its
 * answers, the contract fails.
 */
public interface PgFixture {

  PgConnectorFactory factory();

  /**
   * A sandbox channel with every setting filled in.
   *
   * @param sandbox the address of the scripted PG
   */
  ChannelConfig channel(URI sandbox);

  /** A request that the window can be opened with. */
  WindowRequest windowRequest();

  /** The end of the approval's path. */
  String approvalPath();

  /** The end of the path that cancels a whole payment. */
  String cancelPath();

  /** The transaction number that every answer of this fixture carries. */
  String pgTid();

  /** The form that the window posts when the buyer agreed. */
  ReturnMessage authenticated(PersistedAttempt attempt);

  /** The form that the window posts when the buyer left. */
  ReturnMessage left(PersistedAttempt attempt);

  /**
   * Returns that contradict the attempt. The list has at least one with another MID and one with
   * another order number. If the return carries addresses or the name of a data centre, it also has
   * one for each of them.
   *
   * @param attacker an address that must never be called
   */
  List<ReturnMessage> forgeries(PersistedAttempt attempt, URI attacker);

  /**
   * A genuine approval with this content.
   *
   * @param approval the values that the contract varies
   */
  Function<Received, Answer> approved(Approval approval);

  /** The PG's certain "no" to an approval. */
  Answer declined(PersistedAttempt attempt);

  /** A cancel that the PG carried out. */
  Answer cancelled(PersistedAttempt attempt, CancelRequest request);

  /** A cancel that the PG refuses, although the payment is not cancelled. */
  Answer cancelRefused();

  /** A cancel that the PG refuses because the payment is cancelled already. */
  Answer alreadyCancelled();

  /**
   * An answer in the PG's usual form whose code the PG never published.
   *
   * @param path the path that is answered
   */
  Answer unheardOf(String path);

  /**
   * The values of an approval that the contract varies.
   *
   * @param amount in won
   */
  record Approval(String mid, String pgOrderNumber, long amount) {}

  /** Values in {@link #authenticated} that must not appear in a log or in {@code toString}. */
  default List<String> secretsOf(ReturnMessage authenticated) {
    return List.of();
  }

  /**
   * The reason why {@link dev.naru.pg.spi.AuthResult.Authenticated#singleUse} is empty. It may be
   * empty only if the PG has no net cancel, or one that names the order, so that a repeated
   * authentication cannot undo another payment. Null, which is the usual case, means that it is not
   * empty.
   */
  default @Nullable String whyNothingIsSingleUse() {
    return null;
  }

  // --- partial cancel: if the window's method has PARTIAL_CANCEL

  /** The end of the path that cancels a part; by default the same path as a whole cancel. */
  default String partialCancelPath() {
    return cancelPath();
  }

  /** A partial cancel that the PG carried out; by default the same answer as a whole cancel. */
  default Answer partlyCancelled(PersistedAttempt attempt, CancelRequest request) {
    return cancelled(attempt, request);
  }

  // --- net cancel: if some method has NET_CANCEL

  /** The end of the net cancel's path. */
  default String netCancelPath() {
    throw new UnsupportedOperationException("a NET_CANCEL without netCancelPath()");
  }

  /** A net cancel that the PG carried out. */
  default Answer netCancelled(PersistedAttempt attempt) {
    throw new UnsupportedOperationException("a NET_CANCEL without netCancelled()");
  }

  /** All answers by which the PG says that there was nothing to undo; may be empty. */
  default List<Answer> nothingToNetCancel(PersistedAttempt attempt) {
    return List.of();
  }

  /** A net cancel that the PG refuses, so that the charge may still be there. */
  default Answer netCancelRefused(PersistedAttempt attempt) {
    throw new UnsupportedOperationException("a NET_CANCEL without netCancelRefused()");
  }

  // --- a window that the PG must register first

  /** The end of the registration's path; null if a window opens without a call. */
  default @Nullable String openingPath() {
    return null;
  }

  /** A registration that the PG accepted. */
  default Function<Received, Answer> opened(PersistedAttempt attempt) {
    throw new UnsupportedOperationException("openingPath() without opened()");
  }

  /** A registration that the PG refused. */
  default Answer openingRefused() {
    throw new UnsupportedOperationException("openingPath() without openingRefused()");
  }

  /** A request that the connector itself refuses without a call; null if there is none. */
  default @Nullable WindowRequest unopenable() {
    return null;
  }

  // --- inquiry: if some method has INQUIRY

  /** The end of the inquiry's path. */
  default String inquiryPath() {
    throw new UnsupportedOperationException("an INQUIRY without inquiryPath()");
  }

  /**
   * The answer about a charged payment.
   *
   * @param cancelled how much of the amount is cancelled, in won
   */
  default Answer found(PersistedAttempt attempt, long cancelled) {
    throw new UnsupportedOperationException("an INQUIRY without found()");
  }

  /** The answer that there is no such transaction. */
  default Answer notFound() {
    throw new UnsupportedOperationException("an INQUIRY without notFound()");
  }

  /** A well-formed answer about another order. */
  default Answer foundAnother(PersistedAttempt attempt) {
    throw new UnsupportedOperationException("an INQUIRY without foundAnother()");
  }

  // --- virtual accounts: if VBANK has a window

  /** A request for a virtual account. */
  default @Nullable WindowRequest accountRequest() {
    return null;
  }

  /** The form that the window posts when the buyer chose a bank. */
  default ReturnMessage accountAuthenticated(PersistedAttempt attempt) {
    return authenticated(attempt);
  }

  /** A genuine "account issued", at {@link #approvalPath}. */
  default Function<Received, Answer> accountIssued(Approval approval) {
    throw new UnsupportedOperationException("accountRequest() without accountIssued()");
  }

  /** The inquiry's answer about an account without a deposit; null if accounts have no inquiry. */
  default @Nullable Answer awaitingDeposit(PersistedAttempt attempt) {
    return null;
  }

  // --- billing keys: if some method has KEY_WINDOW

  /** A request for a billing key. */
  default @Nullable WindowRequest keyRequest() {
    return null;
  }

  /** The form that the window posts when the buyer agreed to a key. */
  default ReturnMessage keyAuthenticated(PersistedAttempt attempt) {
    return authenticated(attempt);
  }

  /**
   * A genuine "key issued", at {@link #approvalPath}; null if the window's return is the result
   * itself, so that the approval makes no call.
   */
  default @Nullable Function<Received, Answer> keyIssued(Approval approval) {
    return null;
  }

  /**
   * The issued key as the first item, then all other values that no log and no {@code toString} may
   * show.
   */
  default List<String> keySecrets() {
    return List.of();
  }

  // --- charges from server to server: if some method has KEY_CHARGE or KEY_IN

  /** What the path of the PG's address for charges by billing key ends with. */
  default String keyChargePath() {
    throw new UnsupportedOperationException("a KEY_CHARGE without keyChargePath()");
  }

  /** What the path of the PG's address for charges by card data ends with. */
  default String cardChargePath() {
    throw new UnsupportedOperationException("a KEY_IN without cardChargePath()");
  }

  /** The end of the path that issues a key for card data. */
  default String cardKeyPath() {
    throw new UnsupportedOperationException("a KEY_IN without cardKeyPath()");
  }

  /** The transaction number in {@link #keyCharged} and {@link #keyChargeFound}. */
  default String keyChargeTid() {
    return pgTid();
  }

  /** A genuine charge of this content, by key or by card data. */
  default Function<Received, Answer> keyCharged(Approval approval) {
    throw new UnsupportedOperationException("a KEY_CHARGE or KEY_IN without keyCharged()");
  }

  /**
   * A genuine "key issued" for card data. The key is the first of {@link #keySecrets}; the amount
   * is ignored.
   */
  default Function<Received, Answer> cardKeyIssued(Approval approval) {
    throw new UnsupportedOperationException("a KEY_IN without cardKeyIssued()");
  }

  /**
   * Why these answers do not carry the order number, so that an answer about another order cannot
   * be recognised. Null, which is the usual case, means that they carry it.
   */
  default @Nullable String whyKeyAnswersTellNoOrder() {
    return null;
  }

  /**
   * The PG's certain "no", with a code and a text.
   *
   * @param path one of the three paths above
   */
  default Answer keyDeclined(PersistedAttempt attempt, String path) {
    throw new UnsupportedOperationException("a KEY_CHARGE or KEY_IN without keyDeclined()");
  }

  /** The answer to an inquiry by the charge's order number; needed only if there is an INQUIRY. */
  default Answer keyChargeFound(PersistedAttempt attempt) {
    return found(attempt, 0);
  }

  // --- virtual accounts without a window: if VBANK has ACCOUNT_ISSUE

  /** The end of the path that opens an account. */
  default String accountPath() {
    throw new UnsupportedOperationException("an ACCOUNT_ISSUE without accountPath()");
  }

  /** A genuine "account opened" at the bank 088, open until 2026-01-20 23:59:59. */
  default Function<Received, Answer> accountOpened(Approval approval) {
    throw new UnsupportedOperationException("an ACCOUNT_ISSUE without accountOpened()");
  }

  /** The PG's certain "no" to an account, with a text. */
  default Answer accountDeclined(PersistedAttempt attempt) {
    throw new UnsupportedOperationException("an ACCOUNT_ISSUE without accountDeclined()");
  }

  /** The end of the path that closes an account without a deposit. */
  default String revokePath() {
    throw new UnsupportedOperationException("an ACCOUNT_ISSUE without revokePath()");
  }

  /** An account that the PG closed. */
  default Answer revoked(PersistedAttempt attempt) {
    throw new UnsupportedOperationException("an ACCOUNT_ISSUE without revoked()");
  }

  /** An account that the PG doesn't close, for example because money came in. */
  default Answer revokeRefused(PersistedAttempt attempt) {
    throw new UnsupportedOperationException("an ACCOUNT_ISSUE without revokeRefused()");
  }

  // --- cash receipts: if some method has RECEIPT

  /** The end of the path that issues a receipt. */
  default String receiptPath() {
    throw new UnsupportedOperationException("a RECEIPT without receiptPath()");
  }

  /** A receipt that the PG issued. */
  default Answer receiptIssued() {
    throw new UnsupportedOperationException("a RECEIPT without receiptIssued()");
  }

  /** The PG's certain "no" to a receipt, with a text. */
  default Answer receiptRefused() {
    throw new UnsupportedOperationException("a RECEIPT without receiptRefused()");
  }

  /** The end of the path that cancels a receipt. */
  default String receiptCancelPath() {
    throw new UnsupportedOperationException("a RECEIPT without receiptCancelPath()");
  }

  // --- deliveries of escrow payments: if some method has DELIVERY

  /** The end of the path that takes a delivery. */
  default String deliveryPath() {
    throw new UnsupportedOperationException("a DELIVERY without deliveryPath()");
  }

  /** A delivery that the PG took note of. */
  default Answer deliveryRegistered() {
    throw new UnsupportedOperationException("a DELIVERY without deliveryRegistered()");
  }

  /** The PG's certain "no" to a delivery, with a text. */
  default Answer deliveryRefused() {
    throw new UnsupportedOperationException("a DELIVERY without deliveryRefused()");
  }

  // --- notices: if some method has DEPOSIT_NOTICE

  /**
   * A genuine notice of a deposit into the attempt's account.
   *
   * @param amount in won
   * @param serial the number of the deposit; the same number gives the same bytes
   */
  default @Nullable NoticeMessage deposited(PersistedAttempt attempt, long amount, int serial) {
    return null;
  }

  /** A notice that the bank took the money back; null if the PG has no such notice. */
  default @Nullable NoticeMessage takenBack(PersistedAttempt attempt) {
    return null;
  }

  /** Notices that are acknowledged and change nothing. */
  default List<NoticeMessage> uneventful(PersistedAttempt attempt) {
    return List.of();
  }
}
