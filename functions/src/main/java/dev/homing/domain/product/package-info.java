/** What a shop sells, as far as customers are written to about it. */
@NullMarked
package dev.homing.domain.product;

import org.jspecify.annotations.NullMarked;
