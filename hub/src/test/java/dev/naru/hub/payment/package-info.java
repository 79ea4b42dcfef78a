@NullMarked
package dev.naru.hub.payment;

import org.jspecify.annotations.NullMarked;
