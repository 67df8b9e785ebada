/** Messages before they are filled with a customer's data. */
@NullMarked
package dev.homing.domain.template;

import org.jspecify.annotations.NullMarked;
