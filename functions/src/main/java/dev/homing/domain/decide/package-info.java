/** What events, timers and orders lead to: pure functions of state, configuration and time. */
@NullMarked
package dev.homing.domain.decide;

import org.jspecify.annotations.NullMarked;
