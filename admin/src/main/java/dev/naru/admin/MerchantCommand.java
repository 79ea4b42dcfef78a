package dev.naru.admin;

import dev.naru.hub.channel.Connectors;
import dev.naru.hub.merchant.MerchantAdministration;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Merchants.Created;
import dev.naru.hub.merchant.Merchants.NewMerchant;
import dev.naru.hub.merchant.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Manages the hub's merchants. */
@Command(
    name = "merchant",
    subcommands = {
      MerchantCommand.Add.class,
      MerchantCommand.ListAll.class,
      MerchantCommand.Set.class,
      MerchantCommand.RotateSecret.class,
      MerchantTakeOut.class,
      MerchantBringIn.class,
      MerchantRoutes.class
    })
final class MerchantCommand extends CommandGroup {

  private static final int LONGEST_NAME = 100;

  /**
   * The merchant with this user code.
   *
   * @throws RefusedCommand when there is none; the sentence names the code
   */
  static MerchantAdministration.Entry merchant(HubServices hub, String userCode) {
    return hub.get(MerchantAdministration.class)
        .find(userCode)
        .orElseThrow(() -> RefusedCommand.notDone("merchant.unknown", userCode));
  }

  private static String name(String given) {
    String name = given.strip();
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw RefusedCommand.wrongUse("merchant.name", String.valueOf(LONGEST_NAME));
    }
    return name;
  }

  @Command(name = "add")
  static final class Add implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Option(names = "--name", paramLabel = "NAME", required = true)
    private String name = "";

    @Option(names = "--user-code", paramLabel = "CODE")
    private @Nullable String userCode;

    @Option(names = "--set", paramLabel = "KEY=VALUE")
    private List<String> settings = List.of();

    Add(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      String known = name(name);
      if (userCode != null && !userCode.matches("imp[0-9]{8}")) {
        throw RefusedCommand.wrongUse("merchant.user-code", userCode);
      }
      try (HubServices hub = surroundings.services()) {
        Map<String, String> values = new MerchantSettings(hub.get(Connectors.class)).read(settings);
        if (userCode != null && hub.get(Merchants.class).byUserCode(userCode).isPresent()) {
          throw RefusedCommand.notDone("merchant.taken", userCode);
        }
        Created created =
            hub.inTransaction(() -> {
              Created made =
                  hub.get(Merchants.class)
                      .create(new NewMerchant(userCode, known, null, null, new Settings(values)));
              Map<String, String> after = new TreeMap<>(values);
              after.put("name", known);
              Operator.note(
                  surroundings,
                  hub,
                  "merchant add",
                  made.merchant().userCode(),
                  made.merchant().id(),
                  Map.of(),
                  after);
              return made;
            });
        answer.print(
            surroundings.out(),
            Answer.row()
                .with("user_code", created.merchant().userCode())
                .with("key", created.apiKey())
                .with("secret", created.apiSecret()),
            Texts.of(
                "merchant.added",
                created.merchant().userCode(),
                created.apiKey(),
                created.apiSecret()));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "list")
  static final class ListAll implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    ListAll(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        answer.print(
            surroundings.out(),
            hub.get(MerchantAdministration.class).all().stream()
                .map(entry ->
                    Answer.row()
                        .with("user_code", entry.merchant().userCode())
                        .with("name", entry.merchant().name())
                        .with("key", entry.apiKey())
                        .with("settings", entry.merchant().settings().values())
                        .with("created_at", entry.createdAt().toString()))
                .toList(),
            Texts.of("merchant.none"));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "set")
  static final class Set implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "USER_CODE")
    private String userCode = "";

    @Parameters(
        index = "1..*",
        arity = "0..*",
        paramLabel = "KEY=VALUE",
        descriptionKey = "settings")
    private List<String> settings = List.of();

    @Option(names = "--name", paramLabel = "NAME")
    private @Nullable String name;

    @Option(names = "--unset", paramLabel = "KEY")
    private List<String> unset = List.of();

    Set(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      if (settings.isEmpty() && unset.isEmpty() && name == null) {
        throw RefusedCommand.wrongUse("merchant.nothing");
      }
      String newName = name == null ? null : name(name);
      try (HubServices hub = surroundings.services()) {
        MerchantSettings known = new MerchantSettings(hub.get(Connectors.class));
        Map<String, String> values = known.read(settings);
        unset.forEach(known::known);
        MerchantAdministration.Entry entry = merchant(hub, userCode);
        Map<String, String> after =
            hub.inTransaction(() -> change(hub, known, entry, values, newName));
        answer.print(
            surroundings.out(),
            Answer.row().with("user_code", userCode).with("changed", after),
            Texts.of("merchant.set", userCode, String.join(", ", after.keySet())));
      }
      return ExitCode.DONE;
    }

    private Map<String, String> change(
        HubServices hub,
        MerchantSettings known,
        MerchantAdministration.Entry entry,
        Map<String, String> values,
        @Nullable String newName) {
      MerchantAdministration administration = hub.get(MerchantAdministration.class);
      long id = entry.merchant().id();
      Map<String, String> before = new TreeMap<>();
      Map<String, String> after = new TreeMap<>(values);
      values.forEach(
          (key, value) -> before.put(key, known.put(hub.get(Merchants.class), id, key, value)));
      for (String key : unset) {
        before.put(key, administration.clearSetting(id, key).orElse(""));
        after.put(key, "");
      }
      if (newName != null) {
        before.put("name", administration.rename(id, newName));
        after.put("name", newName);
      }
      Operator.note(
          surroundings, hub, "merchant set", entry.merchant().userCode(), id, before, after);
      return after;
    }
  }

  @Command(name = "rotate-secret")
  static final class RotateSecret implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "USER_CODE")
    private String userCode = "";

    RotateSecret(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        MerchantAdministration.Entry entry = merchant(hub, userCode);
        long id = entry.merchant().id();
        String secret =
            hub.inTransaction(() -> {
              Operator.note(
                  surroundings,
                  hub,
                  "merchant rotate-secret",
                  userCode,
                  id,
                  new HashMap<>(),
                  new HashMap<>());
              return hub.get(MerchantAdministration.class).rotateSecret(id, Duration.ZERO);
            });
        answer.print(
            surroundings.out(),
            Answer.row()
                .with("user_code", userCode)
                .with("key", entry.apiKey())
                .with("secret", secret),
            Texts.of("merchant.rotated", userCode, entry.apiKey(), secret));
      }
      return ExitCode.DONE;
    }
  }
}
