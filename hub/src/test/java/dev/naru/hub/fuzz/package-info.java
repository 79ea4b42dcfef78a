/**
 * Generated requests: whatever comes, the hub answers as the spec says and tells nobody too much.
 */
@org.jspecify.annotations.NullMarked
package dev.naru.hub.fuzz;
