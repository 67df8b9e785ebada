/** Campaigns that are launched to many customers at once: who is meant, when, how fast, and what became of each. */
@NullMarked
package dev.homing.domain.broadcast;

import org.jspecify.annotations.NullMarked;
