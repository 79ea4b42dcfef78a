@NullMarked
package dev.naru.hub.database;

import org.jspecify.annotations.NullMarked;
