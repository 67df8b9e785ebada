/** The catalogue, and who is told what changes in it. */
@NullMarked
package dev.homing.app.product;

import org.jspecify.annotations.NullMarked;
