package dev.naru.hub.work;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides what the modules share to lease their work. */
@Configuration(proxyBeanMethods = false)
public class WorkConfiguration {

  @Bean
  RowLease rowLease(DataSource database) {
    return new RowLease(database);
  }

  @Bean
  WorkMeters workMeters(List<LeasedWork<?>> kinds, InstantSource time, MeterRegistry meters) {
    return new WorkMeters(kinds, time, meters);
  }

  @Bean
  Retention retention(
      List<OldRows> kinds, InstantSource time, @Value("${naru.sole-node:false}") boolean soleNode) {
    return new Retention(kinds, time, soleNode);
  }
}
