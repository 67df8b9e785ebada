/** What a run comes to on its way that is no message: until when it waits, and which way it goes. */
@NullMarked
package dev.homing.app.walk;

import org.jspecify.annotations.NullMarked;
