package dev.naru.sandbox;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A durable key-value store for emulators. The key is the PG's code, a kind and an id; the value is
 * a text that the emulator chooses, usually JSON. A write is on the disk when the method returns.
 * Every method throws an unchecked exception when the database is away.
 */
public interface RecordStore {

  /** Stores a text; replaces the one that is stored under this key. */
  void put(String pg, String kind, String id, String text);

  /** The stored text; empty when there is none. */
  Optional<String> get(String pg, String kind, String id);

  /**
   * Changes a stored text while its row is locked, so that two concurrent changes follow each
   * other.
   *
   * @return the text after the change, or empty when nothing is stored under this key
   */
  Optional<String> change(String pg, String kind, String id, UnaryOperator<String> change);
}
