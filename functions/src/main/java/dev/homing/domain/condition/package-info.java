/** The one condition language: what it says, whether it holds, and what it needs to be known. */
@NullMarked
package dev.homing.domain.condition;

import org.jspecify.annotations.NullMarked;
