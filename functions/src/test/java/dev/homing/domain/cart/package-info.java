@NullMarked
package dev.homing.domain.cart;

import org.jspecify.annotations.NullMarked;
