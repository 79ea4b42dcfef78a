package dev.naru.admin;

import dev.naru.admin.Commands.Ended;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the commands share: one database, and a folder for each class. */
abstract class OnTheCommands {

  @TempDir static Path home = Path.of("");
  final Commands commands = Commands.shared();

  final Ended run(String... args) {
    return commands.run(args);
  }

  final Ended run(Map<String, String> more, String in, String... args) {
    return commands.run(more, in, args);
  }

  final String merchant() {
    return commands.merchant();
  }

  final void refused(int exit, String says, String... args) {
    commands.refused(exit, says, args);
  }
}
