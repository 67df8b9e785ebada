/**
 * AWS on one machine, as far as an event-driven serverless application uses it: tables, queues, a bus, a scheduler, state
 * machines, mail and phones, on AWS's wire protocols behind one endpoint and on one clock that can be put forward.
 *
 * <p>Start reading at {@link dev.homing.emulator.Emulator}.
 */
@NullMarked
package dev.homing.emulator;

import org.jspecify.annotations.NullMarked;
