/** The console over real HTTP. */
@org.jspecify.annotations.NullMarked
package dev.naru.hub.console;
