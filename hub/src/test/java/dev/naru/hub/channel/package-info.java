@NullMarked
package dev.naru.hub.channel;

import org.jspecify.annotations.NullMarked;
