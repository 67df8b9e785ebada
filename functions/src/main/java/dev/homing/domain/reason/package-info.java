/** Why something was decided, and in which words people read it. */
@NullMarked
package dev.homing.domain.reason;

import org.jspecify.annotations.NullMarked;
