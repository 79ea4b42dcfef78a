package dev.naru.hub.work;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides what the modules share to lease their work. */
@Configuration(proxyBeanMethods = false)
public class WorkConfiguration {

  @Bean
  RowLease rowLease(DataSource database) {
    return new RowLease(database);
  }
}
