/** The product: one Spring Boot application. */
@NullMarked
package dev.naru.hub;

import org.jspecify.annotations.NullMarked;
