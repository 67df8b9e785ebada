@NullMarked
package dev.homing.domain.consent;

import org.jspecify.annotations.NullMarked;
