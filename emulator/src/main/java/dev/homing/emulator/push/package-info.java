/** Push notifications: Firebase Cloud Messaging, and a push service of browsers. */
@NullMarked
package dev.homing.emulator.push;

import org.jspecify.annotations.NullMarked;
