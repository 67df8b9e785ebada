@NullMarked
package dev.homing.adapter.file;

import org.jspecify.annotations.NullMarked;
