package dev.naru.sandbox;

import java.net.URI;
import java.time.InstantSource;

/** What every emulator is given. */
public interface Stage {

  /** Where browsers and the hub reach the sandbox, without a trailing slash. */
  URI publicBase();

  InstantSource time();

  /** What the PGs hold to be true. Durable. */
  Book book();

  /** An emulator's own records between two calls (authentication tokens and the like). Durable. */
  Notes notes();

  /** The faults that a tester asked for. */
  Scenarios scenarios();

  /** What the PGs tell merchants by themselves. */
  Notices notices();

  /** What the PGs received, masked. */
  RequestLog requests();
}
