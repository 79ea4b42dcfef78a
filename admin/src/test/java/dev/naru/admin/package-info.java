@NullMarked
package dev.naru.admin;

import org.jspecify.annotations.NullMarked;
