/** Billing keys, what is charged with them again, and the schedules of that. */
@NullMarked
package dev.naru.hub.billing;

import org.jspecify.annotations.NullMarked;
