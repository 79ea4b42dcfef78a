/**
 * A plain merchant, written as i'mport's guide tells merchants to. It knows the hub by its public
 * browser SDK and REST API only, and none of its classes.
 */
@NullMarked
package dev.naru.playground.shop;

import org.jspecify.annotations.NullMarked;
