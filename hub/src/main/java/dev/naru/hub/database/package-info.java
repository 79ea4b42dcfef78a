/** What every module's SQL shares: how values reach a column, and ids that sort by time. */
@NullMarked
package dev.naru.hub.database;

import org.jspecify.annotations.NullMarked;
