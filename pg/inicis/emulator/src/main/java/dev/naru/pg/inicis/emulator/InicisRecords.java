package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.RecordStore;
import dev.naru.sandbox.kit.JsonRecords;
import java.util.Optional;

/** What the PG must remember between two calls; it survives a {@code kill -9}. */
final class InicisRecords {

  private final JsonRecords<Window> windows;
  private final JsonRecords<Authentication> authentications;
  private final JsonRecords<BillKey> billKeys;
  private final JsonRecords<Deposit> deposits;

  InicisRecords(RecordStore store) {
    this.windows = new JsonRecords<>(store, Inicis.PG, "window", Window.class);
    this.authentications =
        new JsonRecords<>(store, Inicis.PG, "authentication", Authentication.class);
    this.billKeys = new JsonRecords<>(store, Inicis.PG, "billkey", BillKey.class);
    this.deposits = new JsonRecords<>(store, Inicis.PG, "deposit", Deposit.class);
  }

  void put(Window window) {
    windows.put(window.id(), window);
  }

  Optional<Window> window(String id) {
    return windows.get(id);
  }

  void put(Authentication authentication) {
    authentications.put(authentication.id(), authentication);
  }

  Optional<Authentication> authentication(String id) {
    return authentications.get(id);
  }

  /** Stores what a billing key stands for, under the key's digest: the key itself isn't stored. */
  void put(String key, BillKey about) {
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
  void put(String tid, Deposit deposit) {
    deposits.put(tid, deposit);
  }

  Optional<Deposit> deposit(String tid) {
    return deposits.get(tid);
  }
}
