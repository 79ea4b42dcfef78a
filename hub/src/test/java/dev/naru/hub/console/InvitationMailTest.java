package dev.naru.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.MailServer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.user.Role;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mails the link of an invitation. */
class InvitationMailTest {

  private static final RunningHub HUB = RunningHub.shared();
  private static final MailServer MAIL = RunningHub.mailServer();

  private final Shop shop = HUB.newShop();
  private final Browser browser =
      People.signedIn(HUB, People.add(HUB, shop.merchant.id(), Role.OWNER));

  @AfterEach
  void heal() {
    MAIL.answer = "250 taken";
    MAIL.letters.clear();
  }

  private Browser.Page invite(String email) {
    browser.get("/console/users");
    return browser.post(
        "/console/users", Map.of("email", email, "name", "새 사람", "role", "finance"));
  }

  @Test
  void the_link_is_mailed_and_shown() throws InterruptedException {
    Browser.Page page = invite("mailed@shop.example");
    assertThat(page.text()).contains("mailed@shop.example(으)로 링크를 보냈습니다");
    assertThat(letterTo("mailed@shop.example")).contains("From: naru <no-reply@hub.example>");
    assertThat(page.html()).contains("/console/welcome/");
  }

  @Test
  void a_mail_server_that_refuses_keeps_nobody_out() {
    MAIL.answer = "550 no";
    Browser.Page page = invite("refused@shop.example");
    assertThat(page.text()).contains("메일을 보내지 못했습니다");
    assertThat(page.html()).contains("/console/welcome/");
    assertThat(MAIL.letters).noneMatch(letter -> letter.contains("To: refused@shop.example"));
  }

  /** Whoever is made for a test gets a letter, too. */
  private static String letterTo(String email) throws InterruptedException {
    while (true) {
      String letter = Objects.requireNonNull(MAIL.letters.poll(30, TimeUnit.SECONDS));
      if (letter.contains("To: " + email)) {
        return letter;
      }
    }
  }
}
