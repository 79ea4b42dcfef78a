/**
 * Notices that the database was set back to an earlier state. A number that the hub keeps in a file
 * beside the key ring says how far the database had come.
 */
@NullMarked
package dev.naru.hub.epoch;

import org.jspecify.annotations.NullMarked;
