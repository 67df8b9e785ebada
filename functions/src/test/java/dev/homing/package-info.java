@NullMarked
package dev.homing;

import org.jspecify.annotations.NullMarked;
