@NullMarked
package dev.homing.domain;

import org.jspecify.annotations.NullMarked;
