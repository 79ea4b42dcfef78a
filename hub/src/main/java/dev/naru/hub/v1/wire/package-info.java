/**
 * Reads V1 requests and writes V1 responses: tolerant parameters and bodies, the envelope, access
 * tokens, error responses, and what Jetty needs for all this. V1's controllers use this package,
 * and it knows none of them.
 */
@NullMarked
package dev.naru.hub.v1.wire;

import org.jspecify.annotations.NullMarked;
