@NullMarked
package dev.homing.domain.campaign;

import org.jspecify.annotations.NullMarked;
