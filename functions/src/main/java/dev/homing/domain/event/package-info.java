/** What a customer did, as the Segment specification says it. */
@NullMarked
package dev.homing.domain.event;

import org.jspecify.annotations.NullMarked;
