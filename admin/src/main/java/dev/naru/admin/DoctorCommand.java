package dev.naru.admin;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.ChannelCheck;
import dev.naru.hub.epoch.DatabaseEpoch;
import dev.naru.hub.merchant.MerchantAdministration;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.vault.KeyRotation;
import dev.naru.pg.spi.ChannelConfig.Mode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks everything that a hub needs, and says how to mend what is wrong. */
@Command(name = "doctor")
final class DoctorCommand implements Callable<Integer> {

  private static final long LITTLE_DISK = 1L << 30;
  private static final long NO_DISK = 100L << 20;
  private static final Duration CLOCKS_AGREE = Duration.ofSeconds(5);
  private static final int OLDEST_POSTGRESQL = 140_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Surroundings surroundings;
  private final InstantSource time = InstantSource.system();
  @Mixin private Answer answer = new Answer();

  @Option(names = "--offline")
  private boolean offline;

  /**
   * Makes the command run only so far that the JVM learns which classes it needs. It checks nothing
   * outside the database, and does nothing if the database has no tables yet, since the JVM would
   * learn little then.
   */
  @Option(names = "--rehearse", hidden = true)
  private boolean rehearse;

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    offline |= rehearse;
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("java", "doctor.java", Runtime.version().toString(), Version.number()));
    try {
      HubConfiguration configuration = surroundings.configuration();
      findings.add(Finding.ok("configuration", "doctor.configuration"));
      findings.add(disk(configuration.home()));
      if (database(configuration, findings)) {
        services(configuration, findings);
      } else if (rehearse) {
        return ExitCode.NOT_DONE;
      }
      findings.add(publicAddress(configuration));
    } catch (RefusedCommand wrong) {
      findings.add(new Finding("configuration", Finding.Level.TROUBLE, wrong.sentence()));
    }
    answer.print(surroundings.out(), findings.stream().map(Finding::row).toList(), "");
    return findings.stream().anyMatch(found -> found.level() == Finding.Level.TROUBLE)
        ? ExitCode.FOUND_TROUBLE
        : ExitCode.DONE;
  }

  private static Finding disk(Path home) {
    try {
      Files.createDirectories(home);
      if (!Files.isWritable(home)) {
        return Finding.trouble("disk", "doctor.unwritable", home.toString());
      }
      long free = Files.getFileStore(home).getUsableSpace();
      String megabytes = String.valueOf(free >> 20);
      if (free < NO_DISK) {
        return Finding.trouble("disk", "doctor.disk-full", home.toString(), megabytes);
      }
      return free < LITTLE_DISK
          ? Finding.warning("disk", "doctor.disk-little", home.toString(), megabytes)
          : Finding.ok("disk", "doctor.disk", home.toString(), megabytes);
    } catch (IOException e) {
      return Finding.trouble("disk", "doctor.unwritable", home.toString());
    }
  }

  /**
   * Checks the database.
   *
   * @return whether the hub's services can be opened over it
   */
  private boolean database(HubConfiguration configuration, List<Finding> findings) {
    try (Connection connection = configuration.database().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      int version = Integer.parseInt(one(statement, "show server_version_num"));
      String name = one(statement, "show server_version");
      findings.add(
          version < OLDEST_POSTGRESQL
              ? Finding.trouble("database", "doctor.database-old", name)
              : Finding.ok("database", "doctor.database", name));
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        if (one(statement, "show " + setting).equals("off")) {
          findings.add(Finding.trouble("database", "doctor.not-durable", setting));
        }
      }
      findings.add(clock(statement));
    } catch (SQLException e) {
      findings.add(
          Finding.trouble("database", "database.away", String.valueOf(e.getMessage()).strip()));
      return false;
    }
    Schema schema = new Schema(configuration.database().dataSource());
    if (schema.isNewer()) {
      findings.add(Finding.trouble("tables", "schema.newer"));
      return false;
    }
    List<Schema.Migration> pending = schema.pending();
    if (schema.isEmpty()) {
      findings.add(Finding.ok("tables", "doctor.tables-none"));
      return false;
    }
    if (!pending.isEmpty()) {
      findings.add(Finding.warning("tables", "schema.older", String.valueOf(pending.size())));
      return false;
    }
    findings.add(Finding.ok("tables", "doctor.tables"));
    return true;
  }

  private Finding clock(Statement statement) throws SQLException {
    Instant before = time.instant();
    try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      Instant theirs = row.getObject(1, OffsetDateTime.class).toInstant();
      Duration apart = Duration.between(before, theirs).abs();
      return apart.compareTo(CLOCKS_AGREE) > 0
          ? Finding.trouble("clock", "doctor.clock-apart", String.valueOf(apart.toSeconds()))
          : Finding.ok("clock", "doctor.clock");
    }
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void services(HubConfiguration configuration, List<Finding> findings) {
    try (HubServices hub = HubServices.open(configuration)) {
      try {
        KeyRotation keys = hub.get(KeyRotation.class);
        findings.add(Finding.ok("key ring", "doctor.ring", keys.fingerprint()));
      } catch (RuntimeException e) {
        findings.add(new Finding("key ring", Finding.Level.TROUBLE, Refusals.sentence(e)));
        return;
      }
      hub.get(DatabaseEpoch.class)
          .openSince()
          .ifPresent(
              since -> findings.add(Finding.trouble("fence", "doctor.rewound", since.toString())));
      List<ChannelAdministration.Entry> channels = hub.get(ChannelAdministration.class).all(null);
      if (channels.isEmpty()) {
        findings.add(Finding.warning("channels", "doctor.no-channel"));
      }
      for (ChannelAdministration.Entry entry : channels) {
        String check = "channel " + entry.provider() + "." + entry.mid();
        ChannelCheck checks = hub.get(ChannelCheck.class);
        Finding mode = Finding.of(checks.mode(entry));
        findings.add(new Finding(check, mode.level(), mode.says()));
        if (!offline) {
          checks.reach(entry).stream()
              .map(Finding::of)
              .filter(found -> !findings.contains(found))
              .forEach(findings::add);
        }
      }
      if (channels.stream().noneMatch(entry -> entry.mode() == Mode.LIVE)) {
        findings.add(Finding.ok("live", "doctor.no-live"));
      }
      findings.addAll(plainWebhooks(hub, channels));
    }
  }

  /** Warns of webhooks over plain http, which V1 allows, for merchants with live channels. */
  private static List<Finding> plainWebhooks(
      HubServices hub, List<ChannelAdministration.Entry> channels) {
    Set<Long> live =
        channels.stream()
            .filter(entry -> entry.mode() == Mode.LIVE && entry.disabledAt() == null)
            .map(ChannelAdministration.Entry::merchantId)
            .collect(Collectors.toSet());
    return hub.get(MerchantAdministration.class).all().stream()
        .map(MerchantAdministration.Entry::merchant)
        .filter(merchant -> live.contains(merchant.id()))
        .filter(merchant -> isPlain(merchant.settings().get(Setting.WEBHOOK_URL)))
        .map(merchant ->
            Finding.warning(
                "webhook of " + merchant.userCode(),
                "doctor.webhook-http",
                merchant.settings().get(Setting.WEBHOOK_URL)))
        .toList();
  }

  private static boolean isPlain(String address) {
    return address.regionMatches(true, 0, "http:", 0, "http:".length());
  }

  /** Requests the public address as a browser does, which works once the hub runs. */
  private Finding publicAddress(HubConfiguration configuration) {
    String check = "public address";
    if (offline) {
      return Finding.ok(check, "doctor.offline");
    }
    URI address = URI.create(configuration.publicUrl() + "/actuator/health/readiness");
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      boolean ours = response.statusCode() == 200 && response.body().contains("\"UP\"");
      return ours
          ? Finding.ok(check, "doctor.public", configuration.publicUrl())
          : Finding.trouble(
              check,
              "doctor.public-other",
              configuration.publicUrl(),
              String.valueOf(response.statusCode()));
    } catch (SSLException e) {
      return Finding.trouble(
          check, "doctor.public-tls", configuration.publicUrl(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Finding.warning(check, "doctor.public-away", configuration.publicUrl());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.warning(check, "doctor.public-away", configuration.publicUrl());
    }
  }
}
