package dev.naru.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.PgDescription;
import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectorsTest {

  private static final PgTransport NO_NETWORK =
      request -> {
        throw new IOException("no network");
      };

  @Test
  void aPgIsFoundByItsCodeAndByItsAliases() {
    Connectors connectors = connectors(pg("html5_inicis", "inicis"), pg("mobilians"));
    assertThat(connectors.of("inicis")).isEqualTo(connectors.of("html5_inicis")).isPresent();
    assertThat(connectors.of("INICIS")).isEmpty();
    assertThat(connectors.all())
        .extracting(PgConnector::provider)
        .containsExactly("html5_inicis", "mobilians");
  }

  @Test
  void twoPgsWithOneCodeStopTheStartWithOneClearSentence() {
    assertThatThrownBy(() -> connectors(pg("html5_inicis"), pg("html5_inicis")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Two PG connectors claim the code 'html5_inicis': ");
    assertThatThrownBy(() -> connectors(pg("html5_inicis"), pg("other", "html5_inicis")))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Connectors connectors(PgConnectorFactory... factories) {
    return new Connectors(List.of(factories), NO_NETWORK, InstantSource.system());
  }

  private static PgConnectorFactory pg(String provider, String... aliases) {
    return (transport, time) -> new Named(provider, Set.of(aliases));
  }

  private record Named(String provider, Set<String> aliases) implements PgConnector {

    @Override
    public PgDescription description() {
      return PgDescription.of(
              provider, new Bilingual(provider, provider), List.of(), new Capabilities(Map.of()))
          .withAliases(aliases.toArray(new String[0]));
    }
  }
}
