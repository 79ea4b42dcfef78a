/**
 * {@code naru-hub}: the hub as a program, and the operator's commands. A command works straight
 * over the database with the hub's own services; it needs no running hub.
 */
@NullMarked
package dev.naru.admin;

import org.jspecify.annotations.NullMarked;
