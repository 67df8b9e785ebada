@NullMarked
package dev.homing.adapter.json.stored;

import org.jspecify.annotations.NullMarked;
