/**
 * PG + MID + sealed credentials + settings, which of them a request means, and the way to the PG.
 */
@NullMarked
package dev.naru.hub.channel;

import org.jspecify.annotations.NullMarked;
