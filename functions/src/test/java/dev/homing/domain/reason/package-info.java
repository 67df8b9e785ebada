@NullMarked
package dev.homing.domain.reason;

import org.jspecify.annotations.NullMarked;
