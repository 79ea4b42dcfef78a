package dev.naru.admin;

import dev.naru.hub.user.Users;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a new password from a file, from {@code NARU_USER_PASSWORD} or from a prompt. It never
 * comes from an argument, which every user of the machine can see. Without a password, the user
 * gets a link to set one.
 */
final class PasswordSource {

  static final String VARIABLE = "NARU_USER_PASSWORD";

  private final Surroundings surroundings;
  private final @Nullable String file;
  private final boolean json;

  /**
   * @param file null for none, {@code -} for standard input
   * @param json true if a program runs the command, so that there is no prompt
   */
  PasswordSource(Surroundings surroundings, @Nullable String file, boolean json) {
    this.surroundings = surroundings;
    this.file = file;
    this.json = json;
  }

  Optional<String> read() {
    Optional<String> password =
        fromFile().or(this::fromEnvironment).or(this::fromPrompt).filter(it -> !it.isEmpty());
    if (password.filter(it -> !Users.isPassword(it)).isPresent()) {
      throw RefusedCommand.wrongUse(
          "user.password", Users.SHORTEST_PASSWORD, Users.LONGEST_PASSWORD);
    }
    return password;
  }

  private Optional<String> fromFile() {
    if (file == null) {
      return Optional.empty();
    }
    try (InputStream in =
        file.equals("-") ? surroundings.in() : Files.newInputStream(Path.of(file))) {
      // A text editor puts a line end after the last line.
      return Optional.of(
          new String(in.readNBytes(4_096), StandardCharsets.UTF_8).replaceFirst("\\R\\z", ""));
    } catch (IOException | InvalidPathException e) {
      throw RefusedCommand.wrongUse("channel.secrets-file", file, Refusals.ofFile(e));
    }
  }

  private Optional<String> fromEnvironment() {
    return Optional.ofNullable(surroundings.environment().get(VARIABLE));
  }

  private Optional<String> fromPrompt() {
    Console console = json ? null : System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    char[] typed = console.readPassword("%s ", Texts.of("user.prompt"));
    if (typed == null || typed.length == 0) {
      return Optional.empty();
    }
    char[] again = console.readPassword("%s ", Texts.of("user.prompt-again"));
    if (!Arrays.equals(typed, again)) {
      throw RefusedCommand.wrongUse("user.prompt-differs");
    }
    return Optional.of(new String(typed));
  }
}
