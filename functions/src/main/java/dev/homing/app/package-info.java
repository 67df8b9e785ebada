/** Use cases: what Homing does, one verb each. */
@NullMarked
package dev.homing.app;

import org.jspecify.annotations.NullMarked;
