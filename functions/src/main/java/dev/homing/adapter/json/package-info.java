/** JSON of what is stored and sent, written by hand: no reflection, so that a cold start pays for none. */
@NullMarked
package dev.homing.adapter.json;

import org.jspecify.annotations.NullMarked;
