/** Merchants, their user codes and API keys, their access tokens, and their settings. */
@NullMarked
package dev.naru.hub.merchant;

import org.jspecify.annotations.NullMarked;
