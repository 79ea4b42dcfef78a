package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests how naru starts, and how it refuses to start. */
@Tag("G39")
class ProcessTest extends Journey {

  @Test
  void a_second_start_on_the_same_folder_is_refused_with_one_line() {
    Naru.Refused refused = Naru.refusedStart(OneWorld.homePath(), Naru.Ports.free());
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.lines()).hasSize(1);
    assertThat(refused.lines().getFirst()).contains("running on " + OneWorld.homePath());
    // The first one still works.
    Merchant merchant = merchant();
    Tab tab = opens(merchant, request());
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    Books.areEqualFor(merchant, tab.answer().path("imp_uid").asString());
  }

  @Test
  void words_that_a_start_does_not_know_are_refused_with_what_is_allowed() throws Exception {
    Process start =
        new ProcessBuilder("bash", "../naru", "run", "--tls", "--fast")
            .redirectErrorStream(true)
            .start();
    String said = new String(start.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said)
        .isEqualTo(
            "./naru run knows no \"--fast\": it takes --tls and --nodes 2, and nothing else.\n");
    assertThat(start.waitFor()).isNotZero();
  }

  @Test
  void a_start_with_tls_tells_what_to_do_next() {
    String port = ":" + naru.ports().tls();
    Path folder = OneWorld.homePath().resolve("tls");
    assertThat(naru.output())
        .contains("NODE_EXTRA_CA_CERTS=" + folder.resolve("ca.pem"))
        .contains("HTTPS_PROXY=http://localhost" + port)
        .contains("needs port 443");
    assertThat(folder.resolve("all.pem")).content().startsWith("-----BEGIN CERTIFICATE-----");
  }

  @Test
  void an_occupied_port_is_said_in_one_line() throws IOException {
    try (Home home = Home.make();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Naru.Ports free = Naru.Ports.free();
      var ports = new Naru.Ports(taken.getLocalPort(), free.sandbox(), free.shop(), free.tls());
      Naru.Refused refused = Naru.refusedStart(home.path(), ports);
      assertThat(refused.exit()).isNotZero();
      assertThat(refused.lines()).hasSize(1);
      assertThat(refused.lines().getFirst())
          .contains("NARU_HUB_PORT", Integer.toString(taken.getLocalPort()));
    }
  }
}
