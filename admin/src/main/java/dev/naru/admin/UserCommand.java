package dev.naru.admin;

import dev.naru.hub.user.Passkeys;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.SecondFactors;
import dev.naru.hub.user.User;
import dev.naru.hub.user.Users;
import dev.naru.hub.user.Users.NewUser;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Manages the console's users. */
@Command(
    name = "user",
    subcommands = {UserCommand.Add.class, UserCommand.ListAll.class, UserCommand.Reset.class})
final class UserCommand extends CommandGroup {

  /**
   * Prints how the new user signs in: the link that sets a password, or nothing if the password is
   * set.
   */
  private static void print(
      Surroundings surroundings,
      HubServices hub,
      Answer answer,
      User user,
      Optional<String> password,
      String done) {
    String address = surroundings.configuration().publicUrl() + "/console";
    String link =
        password.isPresent() ? null : address + "/welcome/" + hub.get(Users.class).link(user);
    answer.print(
        surroundings.out(),
        Answer.row()
            .with("email", user.email())
            .with("role", user.role().word())
            .with("console", address)
            .with("link", link),
        link == null
            ? Texts.of(done, user.email(), address)
            : Texts.of("user.link", user.email(), link));
  }

  @Command(name = "add")
  static final class Add implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Option(names = "--merchant", paramLabel = "USER_CODE")
    private @Nullable String merchant;

    @Option(names = "--email", paramLabel = "EMAIL", required = true)
    private String email = "";

    @Option(names = "--name", paramLabel = "NAME")
    private @Nullable String name;

    @Option(names = "--role", paramLabel = "ROLE", defaultValue = "owner")
    private String role = "";

    @Option(names = "--password-file", paramLabel = "FILE", descriptionKey = "password-file")
    private @Nullable String file;

    Add(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      Role wanted = Role.of(role).orElseThrow(() -> RefusedCommand.wrongUse("user.role", role));
      if ((wanted == Role.OPERATOR) != (merchant == null)) {
        throw RefusedCommand.wrongUse("user.merchant");
      }
      if (!Users.isEmail(email.strip())) {
        throw RefusedCommand.wrongUse("user.email", email);
      }
      try (HubServices hub = surroundings.services()) {
        long merchantId =
            merchant == null ? Users.HUB : MerchantCommand.merchant(hub, merchant).merchant().id();
        if (hub.get(Users.class).byEmail(email).isPresent()) {
          throw RefusedCommand.notDone("user.taken", email.strip());
        }
        Optional<String> password = new PasswordSource(surroundings, file, answer.json).read();
        String called = name == null ? email.strip() : name.strip();
        User user =
            hub.inTransaction(() -> {
              User made =
                  hub.get(Users.class)
                      .add(new NewUser(merchantId, email, called, wanted, password.orElse(null)))
                      .orElseThrow(() -> RefusedCommand.notDone("user.taken", email.strip()));
              Operator.note(
                  surroundings,
                  hub,
                  "user add",
                  made.email(),
                  merchant == null ? null : merchantId,
                  Map.of(),
                  new TreeMap<>(Map.of("role", wanted.word(), "name", called)));
              return made;
            });
        print(surroundings, hub, answer, user, password, "user.added");
      }
      return ExitCode.DONE;
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
        long merchantId =
            merchant == null ? Users.HUB : MerchantCommand.merchant(hub, merchant).merchant().id();
        answer.print(
            surroundings.out(),
            hub.get(Users.class).of(merchantId).stream()
                .map(user ->
                    Answer.row()
                        .with("email", user.email())
                        .with("name", user.name())
                        .with("role", user.role().word())
                        .with("enabled", user.disabledAt() == null)
                        .with("invited", !user.hasPassword())
                        .with(
                            "signed_in_at",
                            user.signedInAt() == null ? null : user.signedInAt().toString()))
                .toList(),
            Texts.of("user.none"));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "reset")
  static final class Reset implements Callable<Integer> {

    private final Surroundings surroundings;
    @Mixin private Answer answer = new Answer();

    @Parameters(index = "0", paramLabel = "EMAIL")
    private String email = "";

    @Option(names = "--password-file", paramLabel = "FILE", descriptionKey = "password-file")
    private @Nullable String file;

    @Option(names = "--drop-second-factor")
    private boolean dropSecondFactor;

    Reset(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
      try (HubServices hub = surroundings.services()) {
        Users users = hub.get(Users.class);
        User user =
            users
                .byEmail(email)
                .orElseThrow(() -> RefusedCommand.notDone("user.unknown", email.strip()));
        Optional<String> password = new PasswordSource(surroundings, file, answer.json).read();
        hub.inTransaction(() -> {
          users.enable(user);
          password.ifPresent(it -> users.setPassword(user, it));
          if (dropSecondFactor) {
            hub.get(SecondFactors.class).turnOff(user);
            hub.get(Passkeys.class).removeAll(user);
          }
          Operator.note(
              surroundings,
              hub,
              "user reset",
              user.email(),
              user.merchantId() == Users.HUB ? null : user.merchantId(),
              Map.of(),
              Map.of(
                  "by",
                  password.isPresent() ? "password" : "link",
                  "second_factor",
                  dropSecondFactor ? "dropped" : "kept"));
          return user;
        });
        print(surroundings, hub, answer, user, password, "user.reset");
      }
      return ExitCode.DONE;
    }
  }
}
