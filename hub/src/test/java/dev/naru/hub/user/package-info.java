@NullMarked
package dev.naru.hub.user;

import org.jspecify.annotations.NullMarked;
