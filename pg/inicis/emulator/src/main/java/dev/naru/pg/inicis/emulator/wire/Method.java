package dev.naru.pg.inicis.emulator.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The methods that a buyer can pay with: their names on the wire (protocols/inicis.md §3.4, §4.1,
 * §9.5), the prefixes of their TIDs (§2.1; those of vouchers and of a phone's bank transfer are
 * inferred) and the families of their decline codes (§10).
 */
public enum Method {
  CARD("Card", "CARD", "card", "StdpayCARD", "INIMX_CARD", "500", "Card"),
  BANK("DirectBank", "BANK", "trans", "StdpayDBNK", "INIMX_BANK", "506", "Acct"),
  VBANK("VBank", "VBANK", "vbank", "StdpayVBNK", "INIMX_VBNK", "504", "Vacct"),
  PHONE("HPP", "MOBILE", "phone", "StdpayHPP_", "INIMX_HPP_", "512", "HPP"),
  CULTURE("Culture", "CULTURE", "cultureland", "StdpayCULT", "INIMX_CULT", "503", "Voucher"),
  SMART_CULTURE("DGCL", "DGCL", "smartculture", "StdpayDGCL", "INIMX_DGCL", "507", "Voucher"),
  HAPPY_MONEY("HPMN", "HPMN", "happymoney", "StdpayHPMN", "INIMX_HPMN", "503", "Voucher"),
  BOOK("Bcsh", "BCSH", "booknlife", "StdpayBCSH", "INIMX_BCSH", "516", "Voucher");

  private final String pc;
  private final String mobile;
  private final String code;
  private final String pcPrefix;
  private final String mobilePrefix;
  private final String codeFamily;
  private final String refundName;

  Method(
      String pc,
      String mobile,
      String code,
      String pcPrefix,
      String mobilePrefix,
      String codeFamily,
      String refundName) {
    this.pc = pc;
    this.mobile = mobile;
    this.code = code;
    this.pcPrefix = pcPrefix;
    this.mobilePrefix = mobilePrefix;
    this.codeFamily = codeFamily;
    this.refundName = refundName;
  }

  /**
   * The method of one value of {@code gopaymethod}. {@code VCard} and {@code ACard} are cards, too,
   * and an {@code only…} leaves no other method (§3.4).
   */
  public static Optional<Method> ofPc(String name) {
    return switch (name) {
      case "VCard", "ACard", "onlycard", "onlyacard", "onlyvcard", "onlyisp" -> Optional.of(CARD);
      case "onlydbank" -> Optional.of(BANK);
      case "onlyvbank" -> Optional.of(VBANK);
      case "onlyhpp" -> Optional.of(PHONE);
      default -> Arrays.stream(values()).filter(m -> m.pc.equals(name)).findFirst();
    };
  }

  /** Whether a value of {@code gopaymethod} shows only its method, and no easy-pay. */
  public static boolean alone(String name) {
    return name.startsWith("only") && ofPc(name).isPresent();
  }

  /** The method of {@code P_INI_PAYMENT}. */
  public static Optional<Method> ofMobile(String name) {
    return Arrays.stream(values()).filter(m -> m.mobile.equals(name)).findFirst();
  }

  /** {@code payMethod} of a PC approval. */
  public String pc() {
    return pc;
  }

  /** {@code P_TYPE} of a mobile approval. */
  public String mobile() {
    return mobile;
  }

  /** V1's code. */
  public String code() {
    return code;
  }

  /** The first ten characters of its TIDs. */
  public String prefix(boolean onPhone) {
    return onPhone ? mobilePrefix : pcPrefix;
  }

  /** The first three digits of its decline codes. */
  public String codeFamily() {
    return codeFamily;
  }

  /** {@code paymethod} of a refund in INIAPI v1 (§6.1). */
  public String refundName() {
    return refundName;
  }

  /** Whether it can be paid with escrow (§3.12). */
  public boolean takesEscrow() {
    return this == CARD || this == BANK || this == VBANK;
  }

  /** Whether it is a voucher. */
  public boolean voucher() {
    return refundName.equals("Voucher");
  }

  /** The key of its name in the window's texts. */
  public String key() {
    return "method." + code;
  }

  /** All methods, in the order in which a window offers them. */
  public static List<Method> all() {
    return List.of(values());
  }
}
