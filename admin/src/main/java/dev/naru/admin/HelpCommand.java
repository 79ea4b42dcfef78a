package dev.naru.admin;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Prints help: {@code naru-hub help merchant add} does the same as {@code naru-hub merchant add
 * --help}.
 */
@Command(name = "help", helpCommand = true)
final class HelpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "COMMAND", arity = "0..*")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    CommandLine found = spec.root().commandLine();
    for (String name : names) {
      CommandLine next = found.getSubcommands().get(name);
      if (next == null) {
        throw RefusedCommand.wrongUse(
            "usage.unknown", name, found.getCommandSpec().qualifiedName());
      }
      found = next;
    }
    found.usage(spec.commandLine().getOut());
    return ExitCode.DONE;
  }
}
