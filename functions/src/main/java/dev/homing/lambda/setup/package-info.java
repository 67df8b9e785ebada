/** What a deployment does once: the shop, the starters, the custom resource. */
@NullMarked
package dev.homing.lambda.setup;

import org.jspecify.annotations.NullMarked;
