/** The console's pages about a merchant's users. */
@NullMarked
package dev.naru.hub.console.users;

import org.jspecify.annotations.NullMarked;
