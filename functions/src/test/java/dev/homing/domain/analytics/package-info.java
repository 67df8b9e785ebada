@NullMarked
package dev.homing.domain.analytics;

import org.jspecify.annotations.NullMarked;
