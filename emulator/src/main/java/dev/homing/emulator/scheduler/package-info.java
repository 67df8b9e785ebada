/** EventBridge Scheduler: schedules, groups, and their expressions. */
@NullMarked
package dev.homing.emulator.scheduler;

import org.jspecify.annotations.NullMarked;
