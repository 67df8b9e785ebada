@NullMarked
package dev.homing.adapter;

import org.jspecify.annotations.NullMarked;
