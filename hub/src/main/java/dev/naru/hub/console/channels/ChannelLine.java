package dev.naru.hub.console.channels;

import dev.naru.hub.channel.ChannelAdministration;

/**
 * A line of the list of channels.
 *
 * @param pg the PG's name in the page's language
 */
public record ChannelLine(ChannelAdministration.Entry entry, String pg) {}
