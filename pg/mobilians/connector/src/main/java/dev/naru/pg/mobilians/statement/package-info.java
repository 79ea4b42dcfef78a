/**
 * The list of transactions that somebody exports from KG Mobilians's merchant console: KG publishes
 * no form of it, so its columns are data (protocols/reconciliation.md §4).
 */
@NullMarked
package dev.naru.pg.mobilians.statement;

import org.jspecify.annotations.NullMarked;
