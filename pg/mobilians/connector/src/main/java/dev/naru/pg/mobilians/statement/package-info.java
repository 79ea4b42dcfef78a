/**
 * The list of transactions that a person exports from KG Mobilians's merchant console. KG publishes
 * no form of it, so the meaning of its columns is a setting (protocols/reconciliation.md §4).
 */
@NullMarked
package dev.naru.pg.mobilians.statement;

import org.jspecify.annotations.NullMarked;
