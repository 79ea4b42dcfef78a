/** The OpenAPI document of the V1 REST API, and a page to read and try it. */
@NullMarked
package dev.naru.hub.v1.document;

import org.jspecify.annotations.NullMarked;
