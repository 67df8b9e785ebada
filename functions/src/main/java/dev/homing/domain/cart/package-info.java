/** The customer's carts, kept by event time and not by arrival. */
@NullMarked
package dev.homing.domain.cart;

import org.jspecify.annotations.NullMarked;
