/**
 * naru speaking to KG Mobilians (protocols/mobilians.md): the JSON service that KG calls MUP, with
 * the window only authenticating. {@link dev.naru.pg.mobilians.MobiliansConnector} is the face;
 * every operation has a file of its own, and {@code wire} holds what goes over the line.
 */
@NullMarked
package dev.naru.pg.mobilians;

import org.jspecify.annotations.NullMarked;
