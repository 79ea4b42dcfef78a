@NullMarked
package dev.naru.hub.console.payments;

import org.jspecify.annotations.NullMarked;
