package dev.naru.hub.wire;

/** How an exchange over HTTP goes wrong. */
enum Trouble {
  /** Nobody listens. */
  REFUSED(false),
  /** The connection is reset before the other side has acted. */
  RESET_BEFORE(false),
  /** The same, once it has acted. */
  RESET_AFTER(true),
  /** It has acted, and nothing comes before the time is up. */
  LATE(true),
  HALF_A_BODY(true),
  GARBAGE(true),
  WRONG_CHARSET(true),
  ERROR_500(true),
  /** A byte at a time, so that no pause is long and the whole is too late. */
  DRIP(true),
  /** It gets the request twice, and its second answer comes back. */
  TWICE(true),
  /** It has acted, and the answer is another request's. */
  ANOTHERS_ANSWER(true);

  /** Whether the other side has acted. */
  final boolean acts;

  Trouble(boolean acts) {
    this.acts = acts;
  }
}
