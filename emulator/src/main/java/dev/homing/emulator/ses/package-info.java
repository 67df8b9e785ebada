/** SES v2: mail that ends in the inbox, suppression, and the events SES tells about it. */
@NullMarked
package dev.homing.emulator.ses;

import org.jspecify.annotations.NullMarked;
