/** Whether a customer may be written to. */
@NullMarked
package dev.homing.domain.consent;

import org.jspecify.annotations.NullMarked;
