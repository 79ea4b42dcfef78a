/** Billing keys, and charges with them. */
@NullMarked
package dev.naru.hub.billing;

import org.jspecify.annotations.NullMarked;
