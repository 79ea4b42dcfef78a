@NullMarked
package dev.naru.hub.audit;

import org.jspecify.annotations.NullMarked;
