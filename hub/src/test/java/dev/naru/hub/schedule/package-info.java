@org.jspecify.annotations.NullMarked
package dev.naru.hub.schedule;
