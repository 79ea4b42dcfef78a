/** How texts are read and cut: white space, characters, numbers and addresses. */
@NullMarked
package dev.naru.hub.text;

import org.jspecify.annotations.NullMarked;
