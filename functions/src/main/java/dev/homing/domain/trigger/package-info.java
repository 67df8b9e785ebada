/** What starts a campaign, and the decisions that a customer's event leads to. */
@NullMarked
package dev.homing.domain.trigger;

import org.jspecify.annotations.NullMarked;
