/** The audit log: what operators changed, kept for good. */
@NullMarked
package dev.naru.hub.audit;

import org.jspecify.annotations.NullMarked;
