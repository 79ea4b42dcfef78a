/** Charges by billing key at a later time: entered, changed, looked up, and executed when due. */
@NullMarked
package dev.naru.hub.schedule;

import org.jspecify.annotations.NullMarked;
