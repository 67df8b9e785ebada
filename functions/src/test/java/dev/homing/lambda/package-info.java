@NullMarked
package dev.homing.lambda;

import org.jspecify.annotations.NullMarked;
