/** The hot state of a customer: one item, written with every event. */
@NullMarked
package dev.homing.domain.state;

import org.jspecify.annotations.NullMarked;
