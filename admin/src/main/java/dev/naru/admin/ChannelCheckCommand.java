package dev.naru.admin;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.ChannelAdministration.Entry;
import dev.naru.hub.channel.Channels;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.SettingField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tries a channel without moving money. */
@Command(name = "check")
final class ChannelCheckCommand implements Callable<Integer> {

  private static final String NUMBER_OF_NOBODY = "naru_check";

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
      Channel channel = hub.get(Channels.class).byId(entry.merchantId(), entry.id()).orElseThrow();
      List<Finding> findings = new ArrayList<>();
      findings.add(mixing(hub, channel, entry));
      findings.addAll(values(channel));
      findings.addAll(PgReach.of(channel));
      findings.add(inquiry(channel));
      findings.add(Finding.warning("first payment", "check.first-payment"));
      answer.print(surroundings.out(), findings.stream().map(Finding::row).toList(), "");
      return findings.stream().anyMatch(found -> found.level() == Finding.Level.TROUBLE)
          ? ExitCode.FOUND_TROUBLE
          : ExitCode.DONE;
    }
  }

  private static Finding mixing(HubServices hub, Channel channel, Entry entry) {
    return hub.get(ChannelAdministration.class)
        .refusal(channel.connector(), entry.mid(), entry.mode())
        .map(sentence -> new Finding("mode", Finding.Level.TROUBLE, sentence))
        .orElseGet(() ->
            Finding.ok(
                "mode", "check.mode", channel.config().mode().name().toLowerCase(Locale.ROOT)));
  }

  private static List<Finding> values(Channel channel) {
    List<Finding> findings = new ArrayList<>();
    for (SettingField field : channel.connector().settings()) {
      String value = channel.config().setting(field.key());
      if (field.required() && value.isBlank()) {
        findings.add(Finding.trouble(field.key(), "check.value-missing", field.key()));
      } else if (!value.isBlank() && !field.allowed().allows(value.strip())) {
        findings.add(Finding.trouble(field.key(), "check.value-wrong", field.key()));
      }
    }
    return findings;
  }

  /** Asks about a payment that there can't be, so that the answer is about the MID and its keys. */
  private static Finding inquiry(Channel channel) {
    if (channel.able(Inquires.class).isEmpty()) {
      return Finding.warning("inquiry", "check.no-inquiry", channel.provider());
    }
    String nobodys = NUMBER_OF_NOBODY + System.nanoTime();
    PersistedAttempt attempt =
        new PersistedAttempt(UUID.randomUUID().toString(), nobodys, channel.config(), Money.krw(1));
    return switch (channel.pg(Inquires.class).inquire(attempt, null)) {
      case Inquires.Finding.NotFound _ -> Finding.ok("inquiry", "check.keys-right");
      case Inquires.Finding.Found _ -> Finding.ok("inquiry", "check.keys-right");
      case Inquires.Finding.NotSent(String why) ->
          Finding.trouble("inquiry", "check.not-sent", why);
      case Inquires.Finding.Unknown(String why) -> Finding.trouble("inquiry", "check.refused", why);
    };
  }
}
