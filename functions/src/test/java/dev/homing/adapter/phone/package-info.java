@NullMarked
package dev.homing.adapter.phone;

import org.jspecify.annotations.NullMarked;
