/** The console's pages about who changed what. */
@NullMarked
package dev.naru.hub.console.audits;

import org.jspecify.annotations.NullMarked;
