/**
 * The code that the emulators share: the texts and files of the buyer's window, form decoding,
 * records as JSON, masking, locks. It depends on the sandbox; the sandbox doesn't depend on it.
 */
@NullMarked
package dev.naru.sandbox.kit;

import org.jspecify.annotations.NullMarked;
