package dev.naru.hub.simulation;

/** Puts something around each part of a store, such as faults. */
public interface Around {

  /** Nothing at all. */
  Around NOTHING =
      new Around() {
        @Override
        public <T> T around(Class<T> face, T real) {
          return real;
        }
      };

  <T> T around(Class<T> face, T real);
}
