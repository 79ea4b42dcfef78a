/**
 * The tests that every connector must pass: {@link dev.naru.pg.testkit.ConnectorContract}. They run
 * over real sockets, against {@link dev.naru.pg.testkit.ScriptedPg}.
 */
@NullMarked
package dev.naru.pg.testkit;

import org.jspecify.annotations.NullMarked;
