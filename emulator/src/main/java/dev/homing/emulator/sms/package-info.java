/** AWS End User Messaging as far as text messages go. */
@NullMarked
package dev.homing.emulator.sms;

import org.jspecify.annotations.NullMarked;
