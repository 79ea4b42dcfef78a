package dev.naru.sandbox.kit;

import dev.naru.sandbox.RecordStore;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * An emulator's records of one kind, stored as JSON; they survive a {@code kill -9}. Every method
 * throws an unchecked exception when the database is away.
 *
 * @param <T> a type that Jackson can write and read
 */
public final class JsonRecords<T> {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final RecordStore store;
  private final String pg;
  private final String kind;
  private final Class<T> type;

  /**
   * Opens the records of a kind.
   *
   * @param pg the V1 provider code
   */
  public JsonRecords(RecordStore store, String pg, String kind, Class<T> type) {
    this.store = store;
    this.pg = pg;
    this.kind = kind;
    this.type = type;
  }

  /** Stores a record; replaces the one with the same id. */
  public void put(String id, T value) {
    store.put(pg, kind, id, JSON.writeValueAsString(value));
  }

  /** The record with this id. */
  public Optional<T> get(String id) {
    return store.get(pg, kind, id).map(text -> JSON.readValue(text, type));
  }
}
