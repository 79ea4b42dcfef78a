package dev.naru.pg.mobilians.emulator.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Who carries the buyer's phone (protocols/mobilians.md §6). */
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

  /** The three that own a network. */
  public static List<Carrier> networks() {
    return Arrays.stream(values()).filter(c -> !c.virtual).toList();
  }

  /** 알뜰폰. */
  public static List<Carrier> virtuals() {
    return Arrays.stream(values()).filter(c -> c.virtual).toList();
  }

  public String label() {
    return label;
  }

  public boolean virtual() {
    return virtual;
  }
}
