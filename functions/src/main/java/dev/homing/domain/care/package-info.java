/** By what customers are known, and the erasure of all that is. */
@NullMarked
package dev.homing.domain.care;

import org.jspecify.annotations.NullMarked;
