@NullMarked
package dev.naru.tls;

import org.jspecify.annotations.NullMarked;
