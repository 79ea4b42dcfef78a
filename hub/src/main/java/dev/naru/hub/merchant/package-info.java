/** Merchants and their codes, API keys and tokens, settings. */
@NullMarked
package dev.naru.hub.merchant;

import org.jspecify.annotations.NullMarked;
