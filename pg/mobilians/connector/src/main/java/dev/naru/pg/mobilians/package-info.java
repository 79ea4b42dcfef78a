/**
 * The connector for KG Mobilians (protocols/mobilians.md). It uses the JSON service that KG calls
 * MUP, with a window that only authenticates the buyer. {@link
 * dev.naru.pg.mobilians.MobiliansConnector} is its entry, every operation has a class of its own,
 * and {@code wire} holds the message formats.
 */
@NullMarked
package dev.naru.pg.mobilians;

import org.jspecify.annotations.NullMarked;
