/**
 * The program {@code naru-hub}: runs the hub, and has the operator's commands. A command uses the
 * hub's own services directly on the database; it needs no running hub.
 */
@NullMarked
package dev.naru.admin;

import org.jspecify.annotations.NullMarked;
