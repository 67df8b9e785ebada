@NullMarked
package dev.homing.app;

import org.jspecify.annotations.NullMarked;
