package dev.naru.admin;

import com.zaxxer.hikari.HikariDataSource;
import dev.naru.hub.HubApplication;
import dev.naru.hub.vault.KeyRotation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The hub's own services over its database, without the web server and the background work. Each
 * service is made when it is first requested, so that a command starts quickly.
 */
final class HubServices implements AutoCloseable {

  private static final int CONNECTIONS = 4;
  private static final int CONNECT_TIMEOUT_MS = 5_000;

  private final AnnotationConfigApplicationContext context;
  private final HikariDataSource database;

  private HubServices(AnnotationConfigApplicationContext context, HikariDataSource database) {
    this.context = context;
    this.database = database;
  }

  /**
   * Opens the database.
   *
   * @throws RefusedCommand when its tables are of another version
   * @throws org.springframework.dao.DataAccessException when the database doesn't answer
   */
  static HubServices open(HubConfiguration configuration) {
    HikariDataSource database = pool(configuration);
    try {
      new Schema(database).refuseOther();
      return new HubServices(context(configuration.properties(), database), database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static HikariDataSource pool(HubConfiguration configuration) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("naru-hub-command");
    pool.setDataSource(configuration.database().dataSource());
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(0);
    pool.setConnectionTimeout(CONNECT_TIMEOUT_MS);
    pool.setInitializationFailTimeout(-1);
    return pool;
  }

  private static AnnotationConfigApplicationContext context(
      Map<String, Object> properties, HikariDataSource database) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("naru-hub", properties));
    context.registerBean(DataSource.class, () -> database);
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
    context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    context.registerBean(
        PropertySourcesPlaceholderConfigurer.class, PropertySourcesPlaceholderConfigurer::new);
    context.register(JacksonAutoConfiguration.class);
    ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context);
    // The application class would bring the whole hub with its web server.
    scanner.addExcludeFilter(new AssignableTypeFilter(HubApplication.class));
    scanner.scan(HubApplication.class.getPackageName());
    context.addBeanFactoryPostProcessor(factory -> {
      for (String name : factory.getBeanDefinitionNames()) {
        factory.getBeanDefinition(name).setLazyInit(true);
      }
    });
    context.registerBean(
        "lifecycleProcessor", DefaultLifecycleProcessor.class, NothingInTheBackground::new);
    context.refresh();
    return context;
  }

  /** Starts no background work: running hubs carry due work out. */
  private static final class NothingInTheBackground extends DefaultLifecycleProcessor {
    @Override
    public void onRefresh() {}

    @Override
    public void onClose() {}
  }

  Schema schema() {
    return new Schema(database);
  }

  /** What must be the same in two databases between which a merchant's rows are moved. */
  MerchantFile.Origin origin() {
    return new MerchantFile.Origin(
        Version.number(), get(KeyRotation.class).fingerprint(), schema().newest());
  }

  <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  /** The service; empty if this version has none. */
  <T> Optional<T> find(Class<T> type) {
    return context.getBeanProvider(type).stream().findFirst();
  }

  /** Makes a change and its line in the audit log, in one transaction. */
  <T> T inTransaction(Supplier<T> change) {
    return new TransactionTemplate(new JdbcTransactionManager(database))
        .execute(status -> change.get());
  }

  /** Makes a change in a transaction, and rolls it back unless its result is to be kept. */
  <T> T inTransaction(Supplier<T> change, Predicate<T> keep) {
    return new TransactionTemplate(new JdbcTransactionManager(database))
        .execute(status -> {
          T outcome = change.get();
          if (!keep.test(outcome)) {
            status.setRollbackOnly();
          }
          return outcome;
        });
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
