@NullMarked
package dev.homing.domain.event;

import org.jspecify.annotations.NullMarked;
