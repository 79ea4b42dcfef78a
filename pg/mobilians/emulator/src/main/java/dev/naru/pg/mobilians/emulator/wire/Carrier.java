package dev.naru.pg.mobilians.emulator.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The mobile carriers (protocols/mobilians.md §6). */
public enum Carrier {
  SKT("SKT", false),
  KTF("KT", false),
  LGT("LG U+", false),
  CJH("헬로모바일", true),
  KCT("KCT", true),
  SKL("SK7모바일", true);

  private final String label;
  private final boolean virtual;

  Carrier(String label, boolean virtual) {
    this.label = label;
    this.virtual = virtual;
  }

  public static Optional<Carrier> of(String code) {
    return Arrays.stream(values()).filter(c -> c.name().equals(code)).findFirst();
  }

  /** The three carriers with a network of their own. */
  public static List<Carrier> networks() {
    return Arrays.stream(values()).filter(c -> !c.virtual).toList();
  }

  /** The virtual carriers (알뜰폰). */
  public static List<Carrier> virtuals() {
    return Arrays.stream(values()).filter(c -> c.virtual).toList();
  }

  /** The name that the buyer reads. */
  public String label() {
    return label;
  }

  /** Whether it is a virtual carrier. */
  public boolean virtual() {
    return virtual;
  }
}
