package dev.naru.admin;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.ChannelAdministration.Entry;
import dev.naru.hub.channel.ChannelEditor;
import dev.naru.hub.channel.Channels.NewChannel;
import dev.naru.hub.channel.Connectors;
import dev.naru.hub.merchant.MerchantAdministration;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.SettingField;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Manages the merchants' channels, their contracts with PGs. */
@Command(
    name = "channel",
    subcommands = {
      ChannelCommand.Add.class,
      ChannelCommand.Fields.class,
      ChannelCheckCommand.class,
      ChannelCommand.ListAll.class,
      ChannelCommand.Disable.class,
      ChannelCommand.Enable.class,
      ChannelCommand.Default.class
    })
final class ChannelCommand extends CommandGroup {

  /**
   * The PG of this code.
   *
   * @throws RefusedCommand when there is none; the sentence names the codes that there are
   */
  static PgConnector connector(HubServices hub, String pg) {
    Connectors connectors = hub.get(Connectors.class);
    return connectors
        .of(pg)
        .orElseThrow(() ->
            RefusedCommand.wrongUse(
                "channel.unknown-pg",
                pg,
                connectors.all().stream()
                    .map(PgConnector::provider)
                    .sorted()
                    .collect(Collectors.joining(", "))));
  }

  static Entry channel(HubServices hub, String channelKey) {
    return hub.get(ChannelAdministration.class)
        .find(channelKey)
        .orElseThrow(() -> RefusedCommand.notDone("channel.unknown", channelKey));
  }

  static String mode(Mode mode) {
    return mode == Mode.LIVE ? "live" : "sandbox";
  }

  @Command(name = "add")
  static final class Add implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Option(names = "--merchant", paramLabel = "USER_CODE", required = true)
    private String merchant = "";

    @Option(names = "--pg", paramLabel = "PG", required = true)
    private String pg = "";

    @Option(names = "--mid", paramLabel = "MID", required = true)
    private String mid = "";

    @Option(names = "--mode", paramLabel = "live|sandbox", required = true)
    private String mode = "";

    @Option(names = "--secrets", paramLabel = "FILE")
    private @Nullable String secrets;

    @Option(names = "--set", paramLabel = "KEY=VALUE")
    private List<String> settings = List.of();

    @Option(names = "--default")
    private boolean isDefault;

    @Option(names = "--billing")
    private boolean forBilling;

    Add(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      Mode wanted =
          switch (mode.toLowerCase(Locale.ROOT)) {
            case "live" -> Mode.LIVE;
            case "sandbox" -> Mode.SANDBOX;
            default -> throw RefusedCommand.wrongUse("channel.mode", mode);
          };
      if (!ChannelEditor.isMid(mid)) {
        throw RefusedCommand.wrongUse("channel.mid");
      }
      try (HubServices hub = surroundings.services()) {
        PgConnector connector = connector(hub, pg);
        MerchantAdministration.Entry owner = MerchantCommand.merchant(hub, merchant);
        refuseSecond(hub.get(ChannelEditor.class).same(owner.merchant().id(), connector, mid));
        refuseMixing(hub, connector, wanted, Map.of());
        Map<String, String> values =
            new ChannelSettings(connector, surroundings)
                .fromArguments(settings)
                .fromFile(secrets)
                .fromEnvironment()
                .fromPrompt(answer.json ? null : System.console())
                .complete();
        refuseMixing(hub, connector, wanted, values);
        NewChannel channel =
            new NewChannel(
                owner.merchant().id(),
                connector.provider(),
                mid,
                wanted,
                values,
                isDefault,
                forBilling);
        Entry made = hub.inTransaction(() -> add(hub, connector, channel));
        String key = made.channelKey();
        answer.print(
            surroundings.out(),
            Answer.row()
                .with("channel_key", key)
                .with("pg", connector.provider())
                .with("mid", mid)
                .with("mode", mode(wanted))
                .with("default", made.isDefault()),
            Texts.of("channel.added", key, connector.displayName(Texts.language()), mid));
      }
      return ExitCode.DONE;
    }

    private void refuseMixing(
        HubServices hub, PgConnector connector, Mode wanted, Map<String, String> values) {
      hub.get(ChannelAdministration.class)
          .refusal(connector, mid, wanted, values)
          .ifPresent(mixing -> {
            throw new dev.naru.hub.start.RefusedStartException(mixing.sentence());
          });
    }

    private void refuseSecond(Optional<Entry> same) {
      same.ifPresent(entry -> {
        throw RefusedCommand.notDone(
            entry.disabledAt() == null ? "channel.there" : "channel.there-disabled",
            mid,
            entry.channelKey());
      });
    }

    private Entry add(HubServices hub, PgConnector connector, NewChannel wanted) {
      Entry made = hub.get(ChannelEditor.class).add(wanted);
      Map<String, String> after =
          new TreeMap<>(ChannelEditor.withoutSecrets(connector, wanted.settings()));
      after.put("pg", made.provider());
      after.put("mid", made.mid());
      after.put("mode", mode(made.mode()));
      after.put("default", String.valueOf(made.isDefault()));
      after.put("billing", String.valueOf(made.forBilling()));
      Operator.note(
          surroundings, hub, "channel add", made.channelKey(), made.merchantId(), Map.of(), after);
      return made;
    }
  }

  @Command(name = "fields")
  static final class Fields implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Option(names = "--pg", paramLabel = "PG")
    private @Nullable String pg;

    Fields(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        if (pg == null) {
          answer.print(
              surroundings.out(),
              hub.get(Connectors.class).all().stream()
                  .map(each ->
                      Answer.row()
                          .with("pg", each.provider())
                          .with("name", each.displayName(Texts.language())))
                  .toList(),
              "");
        } else {
          answer.print(
              surroundings.out(),
              connector(hub, pg).settings().stream().map(Fields::row).toList(),
              "");
        }
      }
      return ExitCode.DONE;
    }

    private static Answer.Row row(SettingField field) {
      return Answer.row()
          .with("key", field.key())
          .with("name", field.label().in(Texts.language()))
          .with("required", field.required())
          .with("secret", field.secret())
          .with("default", field.secret() ? null : field.defaultValue())
          .with("variable", field.secret() ? ChannelSettings.variable(field.key()) : null)
          .with("decides", field.decides().in(Texts.language()));
    }
  }

  @Command(name = "list")
  static final class ListAll implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Option(names = "--merchant", paramLabel = "USER_CODE")
    private @Nullable String merchant;

    ListAll(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        Map<Long, String> codes = new HashMap<>();
        hub.get(MerchantAdministration.class)
            .all()
            .forEach(entry -> codes.put(entry.merchant().id(), entry.merchant().userCode()));
        Long only = Given.merchant(hub, merchant);
        answer.print(
            surroundings.out(),
            hub.get(ChannelAdministration.class).all(only).stream()
                .map(entry ->
                    Answer.row()
                        .with("merchant", codes.get(entry.merchantId()))
                        .with("channel_key", entry.channelKey())
                        .with("pg", entry.provider())
                        .with("mid", entry.mid())
                        .with("mode", mode(entry.mode()))
                        .with("default", entry.isDefault())
                        .with("billing", entry.forBilling())
                        .with("enabled", entry.disabledAt() == null))
                .toList(),
            Texts.of("channel.none"));
      }
      return ExitCode.DONE;
    }
  }

  /**
   * The common part of three commands, which find a channel by its key, change it and note the
   * change in the audit log.
   */
  abstract static class OfOne implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "CHANNEL_KEY")
    private String channelKey = "";

    OfOne(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    /** The command's name in the audit log. */
    abstract String what();

    /**
     * Changes the channel.
     *
     * @return the values before; empty if nothing needed to change
     */
    abstract Optional<Map<String, String>> change(ChannelAdministration channels, Entry channel);

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        Entry channel = channel(hub, channelKey);
        hub.inTransaction(() -> {
          change(hub.get(ChannelAdministration.class), channel)
              .ifPresent(before ->
                  Operator.note(
                      surroundings,
                      hub,
                      "channel " + what(),
                      channelKey,
                      channel.merchantId(),
                      before,
                      Map.of()));
          return channelKey;
        });
        answer.print(
            surroundings.out(),
            Answer.row().with("channel_key", channelKey).with("done", what()),
            Texts.of("channel." + what(), channelKey));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "disable")
  static final class Disable extends OfOne {
    Disable(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    String what() {
      return "disable";
    }

    @Override
    Optional<Map<String, String>> change(ChannelAdministration channels, Entry channel) {
      if (channel.disabledAt() != null) {
        return Optional.empty();
      }
      channels.disable(channel);
      return Optional.of(Map.of());
    }
  }

  @Command(name = "enable")
  static final class Enable extends OfOne {
    Enable(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    String what() {
      return "enable";
    }

    @Override
    Optional<Map<String, String>> change(ChannelAdministration channels, Entry channel) {
      if (channel.disabledAt() == null) {
        return Optional.empty();
      }
      channels.enable(channel);
      return Optional.of(Map.of());
    }
  }

  @Command(name = "default")
  static final class Default extends OfOne {
    Default(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    String what() {
      return "default";
    }

    @Override
    Optional<Map<String, String>> change(ChannelAdministration channels, Entry channel) {
      if (channel.isDefault()) {
        return Optional.empty();
      }
      return Optional.of(
          channels.makeDefault(channel).map(key -> Map.of("default", key)).orElse(Map.of()));
    }
  }
}
