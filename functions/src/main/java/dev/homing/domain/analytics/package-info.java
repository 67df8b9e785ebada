/** Counters and the reports made of them. */
@NullMarked
package dev.homing.domain.analytics;

import org.jspecify.annotations.NullMarked;
