/** Files of customers, products and events from other systems. */
@NullMarked
package dev.homing.app.imports;

import org.jspecify.annotations.NullMarked;
