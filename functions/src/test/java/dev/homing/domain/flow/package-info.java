@NullMarked
package dev.homing.domain.flow;

import org.jspecify.annotations.NullMarked;
