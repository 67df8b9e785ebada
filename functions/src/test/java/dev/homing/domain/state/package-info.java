@NullMarked
package dev.homing.domain.state;

import org.jspecify.annotations.NullMarked;
