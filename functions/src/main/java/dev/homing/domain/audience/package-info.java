/** Customers under a name, by a condition or by hand. */
@NullMarked
package dev.homing.domain.audience;

import org.jspecify.annotations.NullMarked;
