/** The CDK app: {@code HomingApp} reads the configuration, two thin stacks are built of constructs with one subject each. */
@NullMarked
package dev.homing.infra;

import org.jspecify.annotations.NullMarked;
