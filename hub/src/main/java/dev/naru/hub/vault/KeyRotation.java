package dev.naru.hub.vault;

import java.util.List;

/**
 * Gives the hub new keys while it runs. Every method throws {@link
 * dev.naru.hub.start.RefusedStartException} where it can't be done as things are, and {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface KeyRotation {

  /**
   * A key of the ring.
   *
   * @param id what Tink knows it by
   * @param seals whether it seals what is new
   * @param values how many values of the database it has sealed
   */
  record Key(String id, boolean seals, long values) {}

  /** The ring's fingerprint, which the database knows it by. */
  String fingerprint();

  /** The whole ring as JSON, for a backup and nothing else: whoever has it opens everything. */
  String copy();

  /** The ring's keys, oldest first. */
  List<Key> keys();

  /**
   * Adds a key that opens and doesn't seal yet, so that the ring's file can be copied to all
   * machines before {@link #rotate} lets it seal.
   */
  void prepare();

  /**
   * Lets a new key seal: the prepared one, or else one that is made now. The older ones still open.
   * A hub that runs with the same file follows within a second.
   */
  void rotate();

  /**
   * Seals anew, in batches, what an older key has sealed. It may be repeated at any time, and after
   * a crash.
   *
   * @return how many values were sealed anew
   */
  long sealAgain();
}
