/**
 * What the hub sends to merchants: outbox, delivery ladder, history; and the guarded way to their
 * servers.
 */
@NullMarked
package dev.naru.hub.webhook;

import org.jspecify.annotations.NullMarked;
