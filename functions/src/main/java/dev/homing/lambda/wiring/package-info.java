/** Use cases put together out of ports, and handlers out of use cases. */
@NullMarked
package dev.homing.lambda.wiring;

import org.jspecify.annotations.NullMarked;
