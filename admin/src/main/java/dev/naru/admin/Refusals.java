package dev.naru.admin;

import dev.naru.hub.start.RefusedStartException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns the exception that stopped a command into one sentence on standard error and an exit code.
 */
final class Refusals {

  private static final int LONGEST_CAUSE = 200;

  private Refusals() {}

  static void install(CommandLine line) {
    line.setParameterExceptionHandler((wrong, args) -> {
      wrong.getCommandLine().getErr().println(sentence(wrong));
      return ExitCode.WRONG_USE;
    });
    line.setExecutionExceptionHandler((trouble, command, parsed) -> {
      command.getErr().println(sentence(trouble));
      return trouble instanceof RefusedCommand refused ? refused.exitCode() : ExitCode.NOT_DONE;
    });
  }

  private static String sentence(ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    return switch (wrong) {
      case UnmatchedArgumentException unknown ->
          Texts.of("usage.unknown", String.join(" ", unknown.getUnmatched()), command);
      case MissingParameterException missing ->
          Texts.of(
              "usage.missing",
              String.join(", ", missing.getMissing().stream().map(Refusals::nameOf).toList()),
              command);
      default -> Texts.of("usage.wrong", oneLine(String.valueOf(wrong.getMessage())), command);
    };
  }

  private static String nameOf(CommandLine.Model.ArgSpec argument) {
    return argument instanceof CommandLine.Model.OptionSpec option
        ? option.longestName()
        : argument.paramLabel();
  }

  static String sentence(Throwable trouble) {
    return causes(trouble)
        .flatMap(cause ->
            switch (cause) {
              case RefusedCommand refused -> Stream.of(refused.sentence());
              case RefusedStartException refused -> Stream.of(String.valueOf(refused.getMessage()));
              case java.net.BindException taken -> Stream.of(Texts.of("serve.port-taken"));
              case DataAccessException away -> Stream.of(database(away));
              default -> Stream.<String>empty();
            })
        .findFirst()
        .orElseGet(() -> Texts.of("failed", lastReason(trouble)));
  }

  /** The reason why a file can't be read or written. */
  static String ofFile(Exception trouble) {
    return switch (trouble) {
      case NoSuchFileException _ -> Texts.of("file.none");
      case AccessDeniedException _ -> Texts.of("file.denied");
      case InvalidPathException _ -> Texts.of("file.name");
      case FileSystemException other when other.getReason() != null -> other.getReason();
      case UncheckedIOException wrapped -> ofFile(Objects.requireNonNull(wrapped.getCause()));
      default -> oneLine(String.valueOf(trouble.getMessage()));
    };
  }

  private static String database(DataAccessException away) {
    return Texts.of("database.trouble", lastReason(away));
  }

  private static String lastReason(Throwable trouble) {
    Throwable root = causes(trouble).reduce((_, last) -> last).orElse(trouble);
    String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    String line = oneLine(text);
    return line.length() > LONGEST_CAUSE ? line.substring(0, LONGEST_CAUSE) + "…" : line;
  }

  private static Stream<Throwable> causes(Throwable trouble) {
    // Bounded, because a chain of causes may contain a cycle.
    return Stream.<Throwable>iterate(trouble, it -> it != null, Throwable::getCause).limit(50);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
