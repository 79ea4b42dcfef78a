/**
 * What the SQL of every module shares: converts values for columns, and draws ids that sort by
 * time.
 */
@NullMarked
package dev.naru.hub.database;

import org.jspecify.annotations.NullMarked;
