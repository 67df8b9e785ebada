/** Orders as the shop tells of them: whose they are, what of them was taken back, and which carts they close. */
@NullMarked
package dev.homing.domain.order;

import org.jspecify.annotations.NullMarked;
