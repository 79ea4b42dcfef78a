@NullMarked
package dev.naru.hub.text;

import org.jspecify.annotations.NullMarked;
