@NullMarked
package dev.homing.domain.run;

import org.jspecify.annotations.NullMarked;
