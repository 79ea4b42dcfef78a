package dev.naru.sandbox;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** A small durable key-value store for emulators; the text is the emulator's own JSON. */
public interface Notes {

  void put(String pg, String kind, String id, String text);

  Optional<String> get(String pg, String kind, String id);

  /**
   * Changes a note under a row lock, so that a token can be used once.
   *
   * @return the text after the change, or empty when there is no such note
   */
  Optional<String> change(String pg, String kind, String id, UnaryOperator<String> change);
}
