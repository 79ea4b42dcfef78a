/**
 * A plain merchant's shop, written as i'mport's guide tells merchants to. It uses the hub's public
 * browser SDK and REST API, and none of the hub's classes.
 */
@NullMarked
package dev.naru.playground.shop;

import org.jspecify.annotations.NullMarked;
