/**
 * The message formats of KG Mobilians and their parsers. Nothing here judges a message; the
 * operation that sent the request decides whether its answer is an approval.
 */
@NullMarked
package dev.naru.pg.mobilians.wire;

import org.jspecify.annotations.NullMarked;
