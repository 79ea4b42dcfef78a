package dev.naru.hub.vault;

import java.util.List;

/**
 * Gives the hub new keys while it runs. Every method throws {@link
 * dev.naru.hub.start.RefusedStartException} when the present configuration doesn't allow it, and
 * {@link org.springframework.dao.DataAccessException} when the database is away.
 */
public interface KeyRotation {

  /**
   * A key of the ring.
   *
   * @param id Tink's id of the key
   * @param seals whether new values are sealed with it
   * @param values how many of the database's values are sealed with it
   */
  record Key(String id, boolean seals, long values) {}

  /** The ring's fingerprint, by which the database knows it. */
  String fingerprint();

  /** The whole ring as JSON, only for a backup: whoever has it can open everything. */
  String copy();

  /** The ring's keys, oldest first. */
  List<Key> keys();

  /**
   * Adds a key that opens but doesn't seal yet, so that the ring's file can be copied to all
   * machines before {@link #rotate} lets the key seal.
   */
  void prepare();

  /**
   * Makes a new key seal: the prepared one, or else one that is made now. The older keys still
   * open. A running hub that uses the same file follows within a second.
   */
  void rotate();

  /**
   * Seals again, in batches, the values that an older key has sealed. It may be repeated at any
   * time, also after a crash.
   *
   * @return how many values were sealed again
   */
  long sealAgain();
}
