package dev.naru.hub.requestlog;

import dev.naru.hub.work.OldRows;
import dev.naru.hub.work.StatementOldRows;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides the log of REST calls. */
@Configuration(proxyBeanMethods = false)
class RequestLogConfiguration {

  @Bean
  JdbcRequestLog requestLog(JdbcClient db, InstantSource time, MeterRegistry meters) {
    JdbcRequestLog log = new JdbcRequestLog(db, time);
    FunctionCounter.builder("naru.request.log.dropped", log, JdbcRequestLog::dropped)
        .description("REST calls that aren't in the request log, because too many came at once")
        .register(meters);
    return log;
  }

  @Bean
  OldRows oldRequestsRows(JdbcClient db, @Value("${naru.retention.requests:P3D}") Duration age) {
    return new StatementOldRows(
        db,
        "REST calls",
        age,
        StatementOldRows.merchantsOf("api_request", "true"),
        """
        delete from api_request
         where merchant_id = :merchant and id = any(array(
           select id from api_request
            where merchant_id = :merchant and id < :beforeId
            order by id limit :most for update skip locked))
        """);
  }
}
