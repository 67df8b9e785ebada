@NullMarked
package dev.homing.domain.profile;

import org.jspecify.annotations.NullMarked;
