/** Taking over into the book what only the PG knows. */
@NullMarked
package dev.naru.hub.payment.adopt;

import org.jspecify.annotations.NullMarked;
