@NullMarked
package dev.naru.sandbox.kit;

import org.jspecify.annotations.NullMarked;
