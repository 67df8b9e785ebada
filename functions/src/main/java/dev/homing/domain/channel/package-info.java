/** The ways to reach a customer. */
@NullMarked
package dev.homing.domain.channel;

import org.jspecify.annotations.NullMarked;
