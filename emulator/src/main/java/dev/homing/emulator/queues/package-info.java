/** SQS: queues in memory, on the emulator's clock. */
@NullMarked
package dev.homing.emulator.queues;

import org.jspecify.annotations.NullMarked;
