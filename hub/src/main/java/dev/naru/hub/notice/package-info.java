/**
 * Receives the notices that PGs send by themselves, such as deposits and escrow changes, and
 * applies each once.
 */
@NullMarked
package dev.naru.hub.notice;

import org.jspecify.annotations.NullMarked;
