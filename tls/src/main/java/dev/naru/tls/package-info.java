/**
 * Serves the hub, and in the playground the emulated PGs, over HTTPS under the host names that
 * published clients have built in. The certificate comes from an authority that only this machine
 * has.
 */
@NullMarked
package dev.naru.tls;

import org.jspecify.annotations.NullMarked;
