@NullMarked
package dev.naru.hub.requestlog;

import org.jspecify.annotations.NullMarked;
