package dev.naru.hub.work;

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
  Retention retention(
      List<OldRows> kinds, InstantSource time, @Value("${naru.sole-node:false}") boolean soleNode) {
    return new Retention(kinds, time, soleNode);
  }
}
