package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.sandbox.RecordStore;
import dev.naru.sandbox.kit.JsonRecords;
import java.util.Optional;

/**
 * What the PG must remember between two calls; it survives a {@code kill -9}. Every method throws
 * an unchecked exception when the database is away.
 */
public final class InicisRecords {

  private final JsonRecords<Authentication> authentications;
  private final JsonRecords<BillKey> billKeys;
  private final JsonRecords<Deposit> deposits;
  private final JsonRecords<String> noticeUrls;
  private final JsonRecords<TaxPart> cancelledTax;

  public InicisRecords(RecordStore store) {
    this.authentications =
        new JsonRecords<>(store, Inicis.PG, "authentication", Authentication.class);
    this.billKeys = new JsonRecords<>(store, Inicis.PG, "billkey", BillKey.class);
    this.deposits = new JsonRecords<>(store, Inicis.PG, "deposit", Deposit.class);
    this.noticeUrls = new JsonRecords<>(store, Inicis.PG, "noticeurl", String.class);
    this.cancelledTax = new JsonRecords<>(store, Inicis.PG, "cancelled_tax", TaxPart.class);
  }

  /** Stores an authentication; replaces the one with the same id. */
  public void put(Authentication authentication) {
    authentications.put(authentication.id(), authentication);
  }

  /** The authentication with this id. */
  public Optional<Authentication> authentication(String id) {
    return authentications.get(id);
  }

  /**
   * Stores what a billing key stands for. It is stored under the key's digest, so that the key
   * itself is not stored.
   */
  public void put(String key, BillKey about) {
    billKeys.put(Signatures.fingerprint(key), about);
  }

  /** What a billing key stands for. */
  Optional<BillKey> billKey(String key) {
    return billKeys.get(Signatures.fingerprint(key));
  }

  /** Stores the tax parts of all partial cancels of a charge. */
  void put(String tid, TaxPart cancelled) {
    cancelledTax.put(tid, cancelled);
  }

  /** The tax parts of the partial cancels of a charge so far. */
  TaxPart cancelledTax(String tid) {
    return cancelledTax.get(tid).orElse(TaxPart.NONE);
  }

  /**
   * Stores the deposit into a virtual account.
   *
   * @param tid the account's TID
   */
  public void put(String tid, Deposit deposit) {
    deposits.put(tid, deposit);
  }

  /** Registers the address of a merchant's deposit notices; an empty one registers none. */
  public void registerNoticeUrl(String mid, String url) {
    noticeUrls.put(mid, url);
  }

  /** The address that a merchant has registered for deposit notices. */
  Optional<String> noticeUrl(String mid) {
    return noticeUrls.get(mid).filter(url -> !url.isEmpty());
  }

  /** The deposit into the virtual account with this TID. */
  Optional<Deposit> deposit(String tid) {
    return deposits.get(tid);
  }

  /** When money came into a virtual account, yyyyMMddHHmmss; empty while none has. */
  public String depositedAt(String accountTid) {
    return deposit(accountTid).map(Deposit::at).orElse("");
  }

  /** The deposit's own TID; the account's TID if no money has come in. */
  public String depositTid(String accountTid) {
    return deposit(accountTid).map(Deposit::tid).orElse(accountTid);
  }
}
