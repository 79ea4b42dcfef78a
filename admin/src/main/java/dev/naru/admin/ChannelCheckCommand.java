package dev.naru.admin;

import dev.naru.hub.channel.ChannelAdministration.Entry;
import dev.naru.hub.channel.ChannelCheck;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a channel without moving money. */
@Command(name = "check")
final class ChannelCheckCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private Answer answer = new Answer();

  @Parameters(index = "0", paramLabel = "CHANNEL_KEY")
  private String channelKey = "";

  ChannelCheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (HubServices hub = surroundings.services()) {
      Entry entry = ChannelCommand.channel(hub, channelKey);
      List<Finding> findings =
          hub.get(ChannelCheck.class).check(entry).stream().map(Finding::of).toList();
      answer.print(surroundings.out(), findings.stream().map(Finding::row).toList(), "");
      return findings.stream().anyMatch(found -> found.level() == Finding.Level.TROUBLE)
          ? ExitCode.FOUND_TROUBLE
          : ExitCode.DONE;
    }
  }
}
