/**
 * Channels: a merchant's contracts with PGs, each with its MID, sealed credentials and settings.
 * This package also chooses the channel for a request, and sends the connectors' HTTP requests.
 */
@NullMarked
package dev.naru.hub.channel;

import org.jspecify.annotations.NullMarked;
