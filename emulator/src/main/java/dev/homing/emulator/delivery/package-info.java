/** Asynchronous delivery to queues and functions, with retries and dead letters. */
@NullMarked
package dev.homing.emulator.delivery;

import org.jspecify.annotations.NullMarked;
