package dev.naru.hub.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** The form of the log's lines. */
class OneLineTest {

  private static String line(String message, Object... arguments) {
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource("application.yaml"));
    Properties settings = Objects.requireNonNull(yaml.getObject());
    String pattern = Objects.requireNonNull(settings.getProperty("logging.pattern.console"));
    LoggerContext context = new LoggerContext();
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(pattern.replace("%wEx", ""));
    layout.start();
    return layout.doLayout(
        new LoggingEvent(
            "here", context.getLogger("dev.naru.hub"), Level.WARN, message, null, arguments));
  }

  @Test
  @Tag("G38")
  void an_order_number_can_begin_no_line_of_its_own() {
    String line =
        line(
            "order {} is paid",
            "a\r\n2026-01-01T00:00:00Z ERROR OPERATOR: all is lost\u001b[2J\u0085b\u2028c");
    assertThat(line)
        .endsWith(
            "order a 2026-01-01T00:00:00Z ERROR OPERATOR: all is lost [2J b c is paid"
                + System.lineSeparator())
        .hasLineCount(1);
    assertThat(line).contains(" WARN ").contains("dev.naru.hub ");
  }

  @Test
  void a_backslash_and_hangul_stay_as_they_are() {
    assertThat(line("주문 {}", "a\\b $1 %m")).contains("주문 a\\b $1 %m");
  }
}
