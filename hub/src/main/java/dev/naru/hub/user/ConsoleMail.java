package dev.naru.hub.user;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mail to the console's users through the operator's mail server, if one is configured.
 * Thread-safe.
 */
public final class ConsoleMail {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleMail.class);
  private static final String PATIENCE_MS = "5000";

  private final Optional<URI> server;
  private final String from;
  private final InstantSource time;

  /**
   * @param server {@code smtp://user:password@host:587} with STARTTLS, or {@code smtps://}; empty
   *     for none
   * @param from the sender's address
   */
  ConsoleMail(String server, String from, InstantSource time) {
    this.server = server.isEmpty() ? Optional.empty() : Optional.of(URI.create(server));
    this.from = from;
    this.time = time;
  }

  /** Whether there is a mail server. */
  public boolean isSet() {
    return server.isPresent();
  }

  /**
   * Sends a mail; takes some seconds at most.
   *
   * @return whether the mail server accepted it
   */
  public boolean send(String to, String subject, String text) {
    try {
      MimeMessage letter = new MimeMessage(session(server.orElseThrow()));
      letter.setFrom(new InternetAddress(from, true));
      letter.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
      letter.setSubject(subject, StandardCharsets.UTF_8.name());
      letter.setText(text, StandardCharsets.UTF_8.name());
      letter.setSentDate(Date.from(time.instant()));
      Transport.send(letter);
      return true;
    } catch (MessagingException refused) {
      LOG.warn("a mail was not sent: {}", refused.getMessage());
      return false;
    }
  }

  private static Session session(URI server) {
    String protocol = server.getScheme();
    boolean local = "localhost".equals(server.getHost()) || "127.0.0.1".equals(server.getHost());
    String mail = "mail." + protocol + ".";
    Properties values = new Properties();
    values.put("mail.transport.protocol", protocol);
    values.put("mail.transport.protocol.rfc822", protocol);
    values.put(mail + "host", server.getHost());
    values.put(
        mail + "port",
        String.valueOf(
            server.getPort() > 0 ? server.getPort() : protocol.equals("smtps") ? 465 : 587));
    for (String wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      values.put(mail + wait, PATIENCE_MS);
    }
    values.put(mail + "starttls.enable", "true");
    // The link in the mail lets somebody in, so it must not cross a network unencrypted.
    values.put(mail + "starttls.required", String.valueOf(protocol.equals("smtp") && !local));
    values.put(mail + "ssl.checkserveridentity", "true");
    String login = server.getUserInfo();
    values.put(mail + "auth", String.valueOf(login != null));
    return Session.getInstance(values, login == null ? null : new Login(login));
  }

  private static final class Login extends Authenticator {
    private final String[] parts;

    Login(String userAndPassword) {
      parts = userAndPassword.split(":", 2);
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return parts.length == 2 ? new PasswordAuthentication(parts[0], parts[1]) : null;
    }
  }
}
