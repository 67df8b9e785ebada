@NullMarked
package dev.homing.adapter.states;

import org.jspecify.annotations.NullMarked;
