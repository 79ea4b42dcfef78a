/**
 * The people who use the console: who they are, how they sign in, and what each role may do. They
 * belong to one merchant, or to the hub itself.
 */
@NullMarked
package dev.naru.hub.user;

import org.jspecify.annotations.NullMarked;
