/** Cash receipts that the merchant's server asks for (spec/rest-api.md §4.9). */
@NullMarked
package dev.naru.hub.receipt;

import org.jspecify.annotations.NullMarked;
