/**
 * For the tests of emulators: a running sandbox, an HTTP client that acts as browser and merchant's
 * server, a merchant that receives notices. Part of the sandbox's test jar.
 */
@NullMarked
package dev.naru.sandbox.testkit;

import org.jspecify.annotations.NullMarked;
