/**
 * The list that somebody exports from KG Mobilians's merchant console. KG publishes no form of it,
 * so this one is invented (protocols/reconciliation.md §10.1).
 */
@NullMarked
package dev.naru.pg.mobilians.emulator.statement;

import org.jspecify.annotations.NullMarked;
