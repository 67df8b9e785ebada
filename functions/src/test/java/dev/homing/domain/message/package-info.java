@NullMarked
package dev.homing.domain.message;

import org.jspecify.annotations.NullMarked;
