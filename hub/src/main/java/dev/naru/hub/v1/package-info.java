/**
 * The V1 REST API: one controller for each resource, and the JSON that it answers with. {@link
 * dev.naru.hub.v1.wire} reads the requests and sends the responses.
 */
@NullMarked
package dev.naru.hub.v1;

import org.jspecify.annotations.NullMarked;
