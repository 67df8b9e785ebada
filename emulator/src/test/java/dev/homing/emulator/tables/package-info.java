/** Each service driven by the AWS SDK, as an application would. */
@NullMarked
package dev.homing.emulator.tables;

import org.jspecify.annotations.NullMarked;
