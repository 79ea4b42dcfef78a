/**
 * What every connector must pass, whatever the PG: {@link dev.naru.pg.testkit.ConnectorContract}.
 * It runs over a real wire, against {@link dev.naru.pg.testkit.ScriptedPg}.
 */
@NullMarked
package dev.naru.pg.testkit;

import org.jspecify.annotations.NullMarked;
