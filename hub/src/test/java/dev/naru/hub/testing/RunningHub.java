package dev.naru.hub.testing;

import dev.naru.hub.HubApplication;
import dev.naru.hub.channel.HttpPgTransport;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Merchants.NewMerchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.hub.work.DueWork;
import dev.naru.pg.spi.PgTransport;
import dev.naru.postgres.FreePort;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * The whole hub on a port of its own, as in production but for its clock and its {@link PgWire}.
 */
public final class RunningHub implements AutoCloseable {

  /** KG INICIS's published test keys (protocols/inicis.md §1.3), which open only test worlds. */
  static final Map<String, String> INICIS_TEST_KEYS =
      Map.of(
          "signKey", "SU5JTElURV9UUklQTEVERVNfS0VZU1RS",
          "hashKey", "3CB8183A4BE283555ACC8363C0360223",
          "iniApiKey", "ItEQKi3rY7uvDS8l",
          "iniApiIv", "HYb3yQ4f65QL89==",
          "feedPassword", "naru-feed-password");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final @Nullable ConfigurableApplicationContext context;
  private final URI base;
  public final World world;
  public final PgWire wire;

  private RunningHub(
      @Nullable ConfigurableApplicationContext context, URI base, World world, PgWire wire) {
    this.context = context;
    this.base = base;
    this.world = world;
    this.wire = wire;
  }

  /** One for all tests of a JVM; each makes a merchant of its own. */
  public static RunningHub shared() {
    return Shared.HUB;
  }

  private static final class Services {
    static final IdentityProvider SHARED = new IdentityProvider();
    static final MailServer MAIL = new MailServer();
  }

  /** Where the mail of every hub goes. */
  public static MailServer mailServer() {
    return Services.MAIL;
  }

  /** Where the users of every hub may sign in, too. */
  public static IdentityProvider identityProvider() {
    return Services.SHARED;
  }

  /**
   * @param properties more of Spring's, which win
   */
  public static RunningHub start(World world, Map<String, Object> properties) {
    int port = FreePort.find();
    PgWire wire = new PgWire();
    ConfigurableApplicationContext context =
        boot(
            properties(world, port, properties),
            world.time,
            starting -> {
              starting.registerBean("statements", Statements.class, Statements::new);
              starting.registerBean(
                  "testWire", PgTransport.class, () -> wire, bean -> bean.setPrimary(true));
            });
    wire.over(context.getBean(HttpPgTransport.class));
    return new RunningHub(context, URI.create("http://localhost:" + port), world, wire);
  }

  /**
   * A hub in this process, and none of the tests' own beans.
   *
   * @param more what else it is to have
   */
  public static ConfigurableApplicationContext boot(
      Map<String, Object> properties,
      InstantSource time,
      Consumer<GenericApplicationContext> more) {
    return new SpringApplicationBuilder(HubApplication.class)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        .initializers((GenericApplicationContext starting) -> {
          starting
              .getEnvironment()
              .getPropertySources()
              .addFirst(new MapPropertySource("test", properties));
          starting.registerBean("testTime", InstantSource.class, () -> time);
          starting.getBeanFactory().registerSingleton("noTestClasses", new NoTestClasses());
          more.accept(starting);
        })
        .run();
  }

  /** A hub that is another process, of which only its address is known: it has no beans here. */
  public static RunningHub elsewhere(World world, URI base) {
    return new RunningHub(null, base, world, new PgWire());
  }

  private ConfigurableApplicationContext context() {
    if (context == null) {
      throw new IllegalStateException("this hub is another process");
    }
    return context;
  }

  /**
   * What a hub of this world is started with.
   *
   * @param properties more of Spring's, which win
   */
  public static Map<String, Object> properties(
      World world, int port, Map<String, Object> properties) {
    Map<String, Object> values = new HashMap<>();
    values.put("spring.datasource.url", world.database.getUrl());
    values.put("spring.datasource.username", String.valueOf(world.database.getUser()));
    values.put("spring.datasource.password", String.valueOf(world.database.getPassword()));
    values.put("server.port", port);
    values.put("server.address", "127.0.0.1");
    values.put("naru.home", world.home.toString());
    values.put("naru.public-url", "http://localhost:" + port);
    values.put("naru.sandbox-url", world.sandbox().toString());
    values.put("naru.smtp.url", mailServer().address());
    values.put("naru.smtp.from", "naru <no-reply@hub.example>");
    values.put("naru.oidc.issuer", identityProvider().issuer());
    values.put("naru.oidc.client-id", IdentityProvider.CLIENT);
    values.put("naru.oidc.client-secret", IdentityProvider.SECRET);
    values.putAll(properties);
    return values;
  }

  public URI base() {
    return base;
  }

  public int managementPort() {
    return context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
  }

  public <T> T bean(Class<T> type) {
    return context().getBean(type);
  }

  public <T> Collection<T> beans(Class<T> type) {
    return context().getBeansOfType(type).values();
  }

  /** Does what is due by now, as the playground does when its clock is moved. */
  public void settle() {
    for (int round = 0; round < 2; round++) {
      context().getBeansOfType(DueWork.class).values().forEach(part -> part.settle(PATIENCE));
    }
  }

  /** A merchant with a sandbox channel of KG INICIS, and its way to the REST API. */
  public Shop newShop() {
    return newShop(Map.of());
  }

  public Shop newShop(Map<Setting, String> more) {
    Shop shop = newShopWithout(more);
    return shop.withDefault(World.INICIS, "INIpayTest", INICIS_TEST_KEYS);
  }

  /** A merchant without any channel. */
  public Shop newShopWithout() {
    return newShopWithout(Map.of());
  }

  private Shop newShopWithout(Map<Setting, String> more) {
    Map<Setting, String> settings = new HashMap<>();
    settings.put(Setting.SDK_ALLOWED_ORIGINS, "loopback");
    settings.put(Setting.WEBHOOK_ALLOW_PRIVATE_TARGETS, "true");
    settings.putAll(more);
    var created =
        bean(Merchants.class)
            .create(new NewMerchant(null, "시험 상점", null, null, Settings.of(settings)));
    return new Shop(this, created);
  }

  /** A merchant that the database has already. */
  public Shop shopOf(String userCode, String key, String secret) {
    return new Shop(
        this,
        new Merchants.Created(
            bean(Merchants.class).byUserCode(userCode).orElseThrow(), key, secret));
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
    }
    wire.close();
  }

  private static final class Shared {
    static final RunningHub HUB = start(new World(), Map.of());
  }

  /** Other tests' configurations live in the hub's packages, and would be found by its scan. */
  private static final class NoTestClasses extends TypeExcludeFilter {
    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
      return reader.getResource().getURL().getPath().contains("/test-classes/");
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof NoTestClasses;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
