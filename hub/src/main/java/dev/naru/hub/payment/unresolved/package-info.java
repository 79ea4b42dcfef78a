/** Lets a person deal with calls to PGs whose outcome is unknown. */
@NullMarked
package dev.naru.hub.payment.unresolved;

import org.jspecify.annotations.NullMarked;
