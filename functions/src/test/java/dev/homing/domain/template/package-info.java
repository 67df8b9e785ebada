@NullMarked
package dev.homing.domain.template;

import org.jspecify.annotations.NullMarked;
