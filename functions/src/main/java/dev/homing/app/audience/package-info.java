/** Audiences and lists: saving them, filling them, and looking at who is in them. */
@NullMarked
package dev.homing.app.audience;

import org.jspecify.annotations.NullMarked;
