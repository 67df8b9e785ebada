/** SNS, as far as text messages to phone numbers go. */
@NullMarked
package dev.homing.emulator.sns;

import org.jspecify.annotations.NullMarked;
