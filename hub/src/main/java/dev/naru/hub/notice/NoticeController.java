package dev.naru.hub.notice;

import dev.naru.hub.channel.Connectors;
import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.payment.ChargeNotices;
import dev.naru.hub.payment.Deposits;
import dev.naru.hub.payment.EscrowChanges;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.ReadsNotice;
import dev.naru.pg.spi.ReadsNotice.Notice;
import dev.naru.pg.spi.ReadsNotice.NoticeMessage;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Receives the PGs' notices. It acknowledges a notice, in the PG's exact words, only when its
 * effect is committed, or when a repeated notice would have no effect either (G17).
 */
@RestController
class NoticeController {

  private static final Logger log = LoggerFactory.getLogger(NoticeController.class);
  private static final int MAX_BYTES = 64 * 1024;

  private final Connectors connectors;
  private final Deposits deposits;
  private final ChargeNotices charges;
  private final EscrowChanges escrow;
  private final NoticeAddress addresses;

  NoticeController(
      Connectors connectors,
      Deposits deposits,
      ChargeNotices charges,
      EscrowChanges escrow,
      NoticeAddress addresses) {
    this.connectors = connectors;
    this.deposits = deposits;
    this.charges = charges;
    this.escrow = escrow;
    this.addresses = addresses;
  }

  /**
   * Receives notices at the address that is registered with the PG once for all orders of a MID.
   */
  @PostMapping("/pg/{provider}/notice")
  ResponseEntity<byte[]> registered(@PathVariable String provider, HttpServletRequest request)
      throws IOException {
    return take(provider, "", request);
  }

  /** Receives notices at the address of one payment ({@link NoticeAddress}). */
  @PostMapping("/pg/{provider}/notice/{segment}")
  ResponseEntity<byte[]> own(
      @PathVariable String provider, @PathVariable String segment, HttpServletRequest request)
      throws IOException {
    return take(provider, segment, request);
  }

  private ResponseEntity<byte[]> take(String provider, String segment, HttpServletRequest request)
      throws IOException {
    PgConnector connector = connectors.of(provider).orElse(null);
    if (!(connector instanceof ReadsNotice reader)) {
      return ResponseEntity.notFound().build();
    }
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES || hasNul(body)) {
      return answer(reader.refusal());
    }
    CrashPoint.NOTICE_RECEIVED.reached();
    var message =
        new NoticeMessage(
            Objects.requireNonNullElse(request.getContentType(), ""),
            body,
            request.getRemoteAddr());
    String words = answerTo(connector.provider(), reader, segment, message);
    CrashPoint.NOTICE_BEFORE_ACK.reached();
    return answer(words);
  }

  /** Whether a body has a NUL byte, which no PG sends and no column can store. */
  private static boolean hasNul(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return text.indexOf('\0') >= 0 || text.contains("%00");
  }

  private String answerTo(
      String provider, ReadsNotice reader, String segment, NoticeMessage message) {
    return switch (reader.readNotice(message)) {
      case Notice.NothingToDo nothing -> {
        log.debug("a notice of {} asks for nothing: {}", provider, nothing.why());
        yield reader.acknowledgement();
      }
      case Notice.Unreadable unreadable -> {
        log.warn("a notice of {} can't be read: {}", provider, unreadable.why());
        yield reader.refusal();
      }
      case Notice.EscrowChanged change -> {
        escrow.note(provider, change);
        yield reader.acknowledgement(change);
      }
      case Notice.DepositTakenBack back -> answerTo(deposits.takenBack(provider, back), reader);
      case Notice.Deposited deposited ->
          answerTo(
              deposits.apply(
                  provider, deposited, origin(segment, deposited.pgOrderNumber(), message)),
              reader);
      case Notice.Charged charged ->
          answerTo(
              charges.apply(provider, charged, origin(segment, charged.pgOrderNumber(), message)),
              reader);
    };
  }

  private Deposits.Origin origin(String segment, String pgOrderNumber, NoticeMessage message) {
    return new Deposits.Origin(addresses.isOurs(segment, pgOrderNumber), message.remoteAddress());
  }

  private static String answerTo(Deposits.Result result, ReadsNotice reader) {
    return switch (result) {
      case APPLIED, KNOWN, CONTRADICTS -> reader.acknowledgement();
      case UNCHECKED -> reader.refusal();
    };
  }

  /**
   * Answers with the PG's exact words as plain text and nothing else, because the PG compares
   * bytes.
   */
  private static ResponseEntity<byte[]> answer(String words) {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_PLAIN)
        .body(words.getBytes(StandardCharsets.US_ASCII));
  }
}
