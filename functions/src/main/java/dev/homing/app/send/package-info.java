/** Sending one message of one run, once. */
@NullMarked
package dev.homing.app.send;

import org.jspecify.annotations.NullMarked;
