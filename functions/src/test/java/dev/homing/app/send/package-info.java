@NullMarked
package dev.homing.app.send;

import org.jspecify.annotations.NullMarked;
