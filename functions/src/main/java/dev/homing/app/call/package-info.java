/** What steps of flows call outside. */
@NullMarked
package dev.homing.app.call;

import org.jspecify.annotations.NullMarked;
