@NullMarked
package dev.homing.app.react;

import org.jspecify.annotations.NullMarked;
