/**
 * Notices that PGs send by themselves: deposits, late results, escrow changes; each applied once.
 */
@NullMarked
package dev.naru.hub.notice;

import org.jspecify.annotations.NullMarked;
