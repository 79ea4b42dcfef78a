/** What a person can do about a call to a PG whose outcome nobody knows. */
@NullMarked
package dev.naru.hub.payment.unresolved;

import org.jspecify.annotations.NullMarked;
