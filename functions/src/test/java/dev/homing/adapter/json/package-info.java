@NullMarked
package dev.homing.adapter.json;

import org.jspecify.annotations.NullMarked;
