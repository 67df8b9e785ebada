/** EventBridge: buses, rules, targets. */
@NullMarked
package dev.homing.emulator.events;

import org.jspecify.annotations.NullMarked;
