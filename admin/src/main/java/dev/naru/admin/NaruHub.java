package dev.naru.admin;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The program {@code naru-hub}: runs the hub and the operator's commands. */
@Command(
    name = "naru-hub",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      DoctorCommand.class,
      MerchantCommand.class,
      ChannelCommand.class,
      UserCommand.class,
      UnresolvedCommand.class,
      ReconcileCommand.class,
      PaymentCommand.class,
      WebhookCommand.class,
      KeysCommand.class,
      AuditCommand.class,
      VerifyCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      MigrateCommand.class,
      HelpCommand.class
    })
public final class NaruHub {

  @SuppressWarnings("unused") // picocli reads it
  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT)
  private boolean help;

  @SuppressWarnings("unused") // picocli reads it
  @CommandLine.Option(
      names = {"-V", "--version"},
      versionHelp = true)
  private boolean version;

  private NaruHub() {}

  /** Runs one command and ends the process with the command's exit code. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Quiet.logging();
    Texts.speak(System.getenv());
    int exit = commandLine(new Surroundings(System.getenv(), System.in, out, err)).execute(args);
    if (exit != ServeCommand.RUNNING) {
      System.exit(exit);
    }
  }

  /** The command line, which the docs page and the tests use too. */
  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine line = new CommandLine(new NaruHub(), new Parts(surroundings));
    line.setResourceBundle(Texts.bundle());
    line.setOut(surroundings.out());
    line.setErr(surroundings.err());
    line.setExecutionStrategy(new CommandLine.RunLast());
    Refusals.install(line);
    return line;
  }

  /** A command line without an environment, which prints help. */
  static CommandLine forHelp() {
    return commandLine(new Surroundings(Map.of(), System.in, System.out, System.err));
  }

  /** Gives every command its surroundings. */
  private record Parts(Surroundings surroundings) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      try {
        return type.getDeclaredConstructor(Surroundings.class).newInstance(surroundings);
      } catch (NoSuchMethodException e) {
        return CommandLine.defaultFactory().create(type);
      }
    }
  }
}
