@NullMarked
package dev.homing.domain.id;

import org.jspecify.annotations.NullMarked;
