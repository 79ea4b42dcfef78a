@NullMarked
package dev.naru.hub.webhook;

import org.jspecify.annotations.NullMarked;
