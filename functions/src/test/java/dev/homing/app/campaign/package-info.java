@NullMarked
package dev.homing.app.campaign;

import org.jspecify.annotations.NullMarked;
