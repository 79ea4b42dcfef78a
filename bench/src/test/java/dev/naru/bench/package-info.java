@org.jspecify.annotations.NullMarked
package dev.naru.bench;
