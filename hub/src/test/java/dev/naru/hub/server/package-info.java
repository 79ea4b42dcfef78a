@NullMarked
package dev.naru.hub.server;

import org.jspecify.annotations.NullMarked;
