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
   * Asks the PG. It may take one call a method, so no transaction may be open.
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
     * MID and keys are right.
     *
     * @param methods those that the PG opened; empty when the question doesn't show it
     */
    record Right(Set<PayMethod> methods) implements Access {
      public Right {
        methods = Set.copyOf(methods);
      }
    }

    /** The PG doesn't know the MID. */
    record UnknownMid(String said) implements Access {}

    /**
     * The PG knows the MID, and this isn't its key.
     *
     * @param setting the {@link SettingField#key()} of the key
     */
    record WrongKey(String setting, String said) implements Access {}

    /**
     * The MID has no contract for it.
     *
     * @param methods the pay methods; empty when the MID isn't open for the service as a whole
     */
    record NotContracted(Set<PayMethod> methods, String said) implements Access {
      public NotContracted {
        methods = Set.copyOf(methods);
      }
    }

    /** The question surely never left the hub. */
    record NotSent(String reason) implements Access {}

    /** The PG answered nothing, or nothing that shows the one or the other. */
    record Unclear(String reason) implements Access {}
  }
}
