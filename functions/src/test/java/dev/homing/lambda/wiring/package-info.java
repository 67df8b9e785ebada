@NullMarked
package dev.homing.lambda.wiring;

import org.jspecify.annotations.NullMarked;
