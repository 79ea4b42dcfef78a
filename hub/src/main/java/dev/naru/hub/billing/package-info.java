/** Issues and stores billing keys, and charges them. */
@NullMarked
package dev.naru.hub.billing;

import org.jspecify.annotations.NullMarked;
