/** One customer's way through one version of a flow. */
@NullMarked
package dev.homing.domain.run;

import org.jspecify.annotations.NullMarked;
