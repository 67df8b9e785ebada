/** Compiles flows into state machines of the Amazon States Language. */
@NullMarked
package dev.homing.adapter.states;

import org.jspecify.annotations.NullMarked;
