/**
 * What the buyer's pages and the console have in common: files with an entity tag, the style
 * sheet's tokens, and the origin at which browsers reach this hub.
 */
@NullMarked
package dev.naru.hub.web;

import org.jspecify.annotations.NullMarked;
