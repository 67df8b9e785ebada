/** What the services share in speaking AWS's JSON: reading, writing, refusing. */
@NullMarked
package dev.homing.emulator.wire;

import org.jspecify.annotations.NullMarked;
