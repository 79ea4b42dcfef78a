/** Billing keys: what a customer is charged with again. */
@NullMarked
package dev.naru.hub.billing;

import org.jspecify.annotations.NullMarked;
