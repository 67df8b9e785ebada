/** Log lines and metrics. */
@NullMarked
package dev.homing.lambda.telemetry;

import org.jspecify.annotations.NullMarked;
