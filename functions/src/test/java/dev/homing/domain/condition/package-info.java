@NullMarked
package dev.homing.domain.condition;

import org.jspecify.annotations.NullMarked;
