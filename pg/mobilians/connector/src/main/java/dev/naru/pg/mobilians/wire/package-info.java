/**
 * The bytes of KG Mobilians' wire: encodings, messages and their parsers. Judges nothing; whether
 * an answer is an approval is decided by the operation that asked.
 */
@NullMarked
package dev.naru.pg.mobilians.wire;

import org.jspecify.annotations.NullMarked;
