/** The Lambda handlers: decode what AWS delivers, call one use case, encode the answer. */
@NullMarked
package dev.homing.lambda;

import org.jspecify.annotations.NullMarked;
