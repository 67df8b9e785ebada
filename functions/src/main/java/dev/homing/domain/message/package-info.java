/** One attempt to reach one customer on one channel. */
@NullMarked
package dev.homing.domain.message;

import org.jspecify.annotations.NullMarked;
