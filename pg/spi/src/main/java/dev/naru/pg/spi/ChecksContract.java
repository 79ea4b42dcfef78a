package dev.naru.pg.spi;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * A PG that can be asked, without moving money, whether it takes a channel's MID and keys. Some
 * also tell which pay methods the MID has a contract for.
 */
public interface ChecksContract {

  /**
   * Asks the PG about the channel. This may take one call for each method, so no transaction may be
   * open.
   *
   * @param nobodys an attempt that no buyer has begun; its order number is a prefix where more than
   *     one is needed
   * @param methods the pay methods that the channel is meant to have
   * @param hub where browsers and PGs reach the hub, for requests that name an address
   * @return at least one answer
   */
  List<Access> checkContract(PersistedAttempt nobodys, Set<PayMethod> methods, URI hub);

  /**
   * What the PG's answers show. {@code said} is the PG's own code and text, empty if it sent none.
   */
  sealed interface Access {

    /**
     * The PG accepted the MID and the keys.
     *
     * @param methods the pay methods that the PG opened; empty when the question doesn't show them
     */
    record Right(Set<PayMethod> methods) implements Access {
      public Right {
        methods = Set.copyOf(methods);
      }
    }

    /** The PG doesn't know the MID. */
    record UnknownMid(String said) implements Access {}

    /**
     * The PG knows the MID, and one of the keys is wrong.
     *
     * @param setting the {@link SettingField#key()} of the wrong key
     */
    record WrongKey(String setting, String said) implements Access {}

    /**
     * The MID has no contract.
     *
     * @param methods the pay methods without a contract; empty when the MID isn't open for the
     *     service as a whole
     */
    record NotContracted(Set<PayMethod> methods, String said) implements Access {
      public NotContracted {
        methods = Set.copyOf(methods);
      }
    }

    /** The question surely never left the hub. */
    record NotSent(String reason) implements Access {}

    /**
     * There was no answer, or one that shows neither that the keys are right nor that they are
     * wrong.
     */
    record Unclear(String reason) implements Access {}
  }
}
