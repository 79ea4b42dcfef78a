/** Verifications of who a person is (spec/rest-api.md §4.11, protocols/inicis-identity.md). */
@NullMarked
package dev.naru.hub.identity;

import org.jspecify.annotations.NullMarked;
