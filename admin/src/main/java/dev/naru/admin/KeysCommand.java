package dev.naru.admin;

import dev.naru.hub.vault.KeyRotation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Manages the keys that seal secret values. */
@Command(
    name = "keys",
    subcommands = {KeysCommand.ListAll.class, KeysCommand.Rotate.class, KeysCommand.Reseal.class})
final class KeysCommand extends CommandGroup {

  private static List<Answer.Row> rows(KeyRotation keys) {
    return keys.keys().stream()
        .map(key ->
            Answer.row()
                .with("key", key.id())
                .with("seals", key.seals())
                .with("values", key.values()))
        .toList();
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
        KeyRotation keys = hub.get(KeyRotation.class);
        if (answer.json) {
          answer.print(
              surroundings.out(),
              Answer.row().with("fingerprint", keys.fingerprint()).with("keys", rows(keys)),
              "");
        } else {
          surroundings.out().println(Texts.of("keys.fingerprint", keys.fingerprint()));
          answer.print(surroundings.out(), rows(keys), "");
        }
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "rotate")
  static final class Rotate implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Option(names = "--prepare")
    private boolean prepare;

    Rotate(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        KeyRotation keys = hub.get(KeyRotation.class);
        if (prepare) {
          keys.prepare();
          note(hub, keys, "keys rotate --prepare");
          answer.print(
              surroundings.out(), Answer.row().with("prepared", true), Texts.of("keys.prepared"));
          return ExitCode.DONE;
        }
        keys.rotate();
        note(hub, keys, "keys rotate");
        return reseal(surroundings, answer, keys);
      }
    }

    private void note(HubServices hub, KeyRotation keys, String what) {
      Operator.note(
          surroundings,
          hub,
          what,
          keys.fingerprint(),
          null,
          Map.of(),
          Map.of("keys", String.valueOf(keys.keys().size())));
    }
  }

  @Command(name = "reseal")
  static final class Reseal implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    Reseal(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        return reseal(surroundings, answer, hub.get(KeyRotation.class));
      }
    }
  }

  private static int reseal(Surroundings surroundings, Answer answer, KeyRotation keys) {
    long sealed = keys.sealAgain();
    long older =
        keys.keys().stream().filter(key -> !key.seals()).mapToLong(KeyRotation.Key::values).sum();
    answer.print(
        surroundings.out(),
        Answer.row()
            .with("resealed", sealed)
            .with("with_older_keys", older)
            .with("keys", rows(keys)),
        Texts.of(older == 0 ? "keys.rotated" : "keys.rotated-rest", sealed, older));
    return ExitCode.DONE;
  }
}
