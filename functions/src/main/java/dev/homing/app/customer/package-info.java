/** Finding, reading and changing one customer. */
@NullMarked
package dev.homing.app.customer;

import org.jspecify.annotations.NullMarked;
