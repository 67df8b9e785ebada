@NullMarked
package dev.homing.app.observe;

import org.jspecify.annotations.NullMarked;
