/** The connector of Template Pay. */
@NullMarked
package dev.naru.pg.template;

import org.jspecify.annotations.NullMarked;
