@NullMarked
package dev.naru.playground.shop;

import org.jspecify.annotations.NullMarked;
