package dev.naru.hub.identity;

import dev.naru.hub.merchant.Merchant;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.ReturnMessage;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifications of who a person is. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface Certifications {

  /** The merchant's verification of this number; empty when there is none, or it was erased. */
  Optional<Certification> find(long merchantId, String number);

  /**
   * Erases a verification and all that is known of its person.
   *
   * @return the verification as it was; empty when there is none
   */
  Optional<Certification> erase(long merchantId, String number);

  /**
   * Begins a verification. A repeated request with the same token gets the verification that the
   * first one made.
   */
  Opening open(Merchant merchant, NewCertification wanted);

  /** The verification whose window has this token. */
  Optional<InWindow> inWindow(long merchantId, byte[] tokenHash);

  /**
   * What a shop's page asks for.
   *
   * @param channelKey null when the page names none
   * @param pg a provider's code; null when the page names none
   * @param request how the window was asked for, as JSON; kept and given back
   */
  record NewCertification(
      @Nullable String channelKey,
      @Nullable String pg,
      String orderNumber,
      @Nullable String pageUrl,
      byte[] tokenHash,
      String request) {}

  /** How the beginning ended. */
  sealed interface Opening {

    record Opened(Certification certification) implements Opening {}

    /** The merchant has no contract for identity verification. */
    record NoChannel() implements Opening {}

    record UnknownChannelKey() implements Opening {}
  }

  /** A verification whose window is, or was, open. */
  interface InWindow {

    /** The verification as it was when it was read. */
    Certification certification();

    /** {@link NewCertification#request()}. */
    String request();

    WindowOpening open(URI returnUrl);

    /**
     * Completes the verification with what the window posted back. Blocks for the provider, at most
     * about 5 s.
     *
     * @return the verification afterwards
     */
    Certification proceed(ReturnMessage message);

    /** Fails the verification, because the person left the window. */
    Certification leave();
  }
}
