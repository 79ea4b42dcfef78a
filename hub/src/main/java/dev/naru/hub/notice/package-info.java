/** What PGs send by themselves: deposits, late results, escrow changes; applied once. */
@NullMarked
package dev.naru.hub.notice;

import org.jspecify.annotations.NullMarked;
