package dev.naru.hub.identity;

import dev.naru.hub.channel.AbleChannels;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.identity.Certification.State;
import dev.naru.hub.identity.CertificationRows.Stored;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.VerifiesIdentity;
import dev.naru.pg.spi.VerifiesIdentity.IdentityCheck;
import dev.naru.pg.spi.VerifiesIdentity.IdentityOutcome;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifications by a provider's window. */
final class CertificationService implements Certifications {

  private static final Logger log = LoggerFactory.getLogger(CertificationService.class);

  /** How long a verification's window lives (protocols/inicis-identity.md §9). */
  private static final Duration LIFE = Duration.ofMinutes(15);

  private static final Duration ASKING = Duration.ofSeconds(60);
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final int TRANSACTION_LENGTH = 20;
  private static final String NOT_VERIFIED = "본인인증에 실패하였습니다.";
  private static final String EXPIRED = "본인인증 시간이 초과되었습니다.";
  private static final String LEFT_BY_PERSON = "사용자가 본인인증을 취소하였습니다.";

  private static final AbleChannels CHANNELS =
      new AbleChannels(channel -> channel.able(VerifiesIdentity.class).isPresent(), _ -> true);

  private final CertificationRows rows;
  private final Channels channels;
  private final PaymentNumbers numbers;
  private final SecureRandom random = new SecureRandom();
  private final InstantSource time;

  CertificationService(
      CertificationRows rows, Channels channels, PaymentNumbers numbers, InstantSource time) {
    this.rows = rows;
    this.channels = channels;
    this.numbers = numbers;
    this.time = time;
  }

  @Override
  public Optional<Certification> find(long merchantId, String number) {
    return rows.find(merchantId, number).map(Stored::certification);
  }

  @Override
  public Optional<Certification> erase(long merchantId, String number) {
    return rows.delete(merchantId, number).map(Stored::certification);
  }

  @Override
  public Opening open(Merchant merchant, NewCertification wanted) {
    ChannelRequest request = new ChannelRequest(wanted.channelKey(), wanted.pg(), false);
    return switch (CHANNELS.choose(channels.of(merchant.id()), request)) {
      case Channels.Choice.NoChannel() -> new Opening.NoChannel();
      case Channels.Choice.UnknownChannelKey() -> new Opening.UnknownChannelKey();
      case Channels.Choice.Chosen(Channel channel) -> open(merchant, channel, wanted);
    };
  }

  private Opening open(Merchant merchant, Channel channel, NewCertification wanted) {
    Certification certification =
        new Certification(
            merchant.id(),
            numbers.next("imp_"),
            wanted.orderNumber(),
            channel.provider(),
            State.OPENED,
            wanted.pageUrl(),
            null,
            null,
            null,
            null,
            null);
    Instant now = time.instant();
    boolean added =
        rows.add(
            certification,
            channel.id(),
            transactionId(),
            wanted.tokenHash(),
            wanted.request(),
            now.plus(LIFE),
            now);
    return new Opening.Opened(
        added
            ? certification
            : rows.byToken(merchant.id(), wanted.tokenHash()).orElseThrow().certification());
  }

  private String transactionId() {
    StringBuilder id = new StringBuilder(TRANSACTION_LENGTH);
    for (int i = 0; i < TRANSACTION_LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  @Override
  public Optional<InWindow> inWindow(long merchantId, byte[] tokenHash) {
    return rows.byToken(merchantId, tokenHash).map(this::settled).map(Window::new);
  }

  /**
   * Fails a verification whose time is over, or whose question to the provider a crash interrupted.
   */
  private Stored settled(Stored stored) {
    Certification found = stored.certification();
    if (found.isOver() || stored.endsAt().isAfter(time.instant())) {
      return stored;
    }
    rows.failed(found, found.state(), "EXPIRED", EXPIRED);
    return rows.find(found.merchantId(), found.number()).orElse(stored);
  }

  private final class Window implements InWindow {
    private final Stored stored;

    Window(Stored stored) {
      this.stored = stored;
    }

    @Override
    public Certification certification() {
      return stored.certification();
    }

    @Override
    public String request() {
      return stored.request();
    }

    @Override
    public WindowOpening open(URI returnUrl) {
      return provider().openIdentity(check(), returnUrl);
    }

    private Channel channel() {
      return channels.byId(stored.certification().merchantId(), stored.channelId()).orElseThrow();
    }

    private VerifiesIdentity provider() {
      return channel().pg(VerifiesIdentity.class);
    }

    private IdentityCheck check() {
      return new IdentityCheck(stored.transactionId(), channel().config());
    }

    @Override
    public Certification proceed(ReturnMessage message) {
      Certification found = stored.certification();
      if (found.state() != State.OPENED) {
        return now(); // reload, back, replay: the first answer stands (G08)
      }
      switch (provider().readIdentityReturn(check(), message)) {
        case AuthResult.Forged(String reason) ->
            log.warn("forged return for {} changed nothing: {}", found.number(), reason);
        case AuthResult.Refused(var error) ->
            rows.failed(found, State.OPENED, error.code(), error.text());
        case AuthResult.Authenticated authenticated -> verify(authenticated);
      }
      return now();
    }

    private void verify(AuthResult.Authenticated authenticated) {
      Certification found = stored.certification();
      Instant now = time.instant();
      if (!rows.claim(found, now.plus(ASKING), now)) {
        return;
      }
      switch (asked(authenticated)) {
        case IdentityOutcome.Verified(String pgTid, var person) ->
            rows.certified(found, pgTid, person, time.instant());
        case IdentityOutcome.Refused(var error) ->
            rows.failed(found, State.ASKING, error.code(), error.text());
        case IdentityOutcome.NoAnswer(String reason) -> {
          log.warn("{} is not verified: {}", found.number(), reason);
          rows.failed(found, State.ASKING, "", NOT_VERIFIED);
        }
      }
    }

    private IdentityOutcome asked(AuthResult.Authenticated authenticated) {
      try {
        return provider().verify(check(), authenticated);
      } catch (RuntimeException bug) {
        log.error("the connector failed at {}", stored.certification().number(), bug);
        return new IdentityOutcome.NoAnswer("the connector failed");
      }
    }

    @Override
    public Certification leave() {
      rows.failed(stored.certification(), State.OPENED, Certification.LEFT, LEFT_BY_PERSON);
      return now();
    }

    /** The verification as it is stored; the state last read if it was erased meanwhile. */
    private Certification now() {
      Certification found = stored.certification();
      return rows.find(found.merchantId(), found.number()).map(Stored::certification).orElse(found);
    }
  }
}
