@NullMarked
package dev.homing.adapter.push;

import org.jspecify.annotations.NullMarked;
