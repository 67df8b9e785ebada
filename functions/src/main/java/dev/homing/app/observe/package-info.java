/** Taking in events and firing timers, and carrying out what was decided. */
@NullMarked
package dev.homing.app.observe;

import org.jspecify.annotations.NullMarked;
