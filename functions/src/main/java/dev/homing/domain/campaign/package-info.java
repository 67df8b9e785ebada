/** Campaigns and the shop's settings, as one immutable snapshot. */
@NullMarked
package dev.homing.domain.campaign;

import org.jspecify.annotations.NullMarked;
