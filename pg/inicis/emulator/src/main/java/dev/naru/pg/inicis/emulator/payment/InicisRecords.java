package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.sandbox.RecordStore;
import dev.naru.sandbox.kit.JsonRecords;
import java.util.Optional;

/** What the PG must remember between two calls; it survives a {@code kill -9}. */
public final class InicisRecords {

  private final JsonRecords<Authentication> authentications;
  private final JsonRecords<BillKey> billKeys;
  private final JsonRecords<Deposit> deposits;

  public InicisRecords(RecordStore store) {
    this.authentications =
        new JsonRecords<>(store, Inicis.PG, "authentication", Authentication.class);
    this.billKeys = new JsonRecords<>(store, Inicis.PG, "billkey", BillKey.class);
    this.deposits = new JsonRecords<>(store, Inicis.PG, "deposit", Deposit.class);
  }

  public void put(Authentication authentication) {
    authentications.put(authentication.id(), authentication);
  }

  public Optional<Authentication> authentication(String id) {
    return authentications.get(id);
  }

  /** Stores what a billing key stands for, under the key's digest: the key itself isn't stored. */
  public void put(String key, BillKey about) {
    billKeys.put(Signatures.fingerprint(key), about);
  }

  Optional<BillKey> billKey(String key) {
    return billKeys.get(Signatures.fingerprint(key));
  }

  /**
   * Stores the deposit into a virtual account.
   *
   * @param tid the account's tid
   */
  public void put(String tid, Deposit deposit) {
    deposits.put(tid, deposit);
  }

  Optional<Deposit> deposit(String tid) {
    return deposits.get(tid);
  }
}
