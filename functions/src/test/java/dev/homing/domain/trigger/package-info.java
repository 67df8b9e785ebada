@NullMarked
package dev.homing.domain.trigger;

import org.jspecify.annotations.NullMarked;
