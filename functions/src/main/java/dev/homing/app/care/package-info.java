/** Consent and care of customers: telling all that is known of them, and erasing it. */
@NullMarked
package dev.homing.app.care;

import org.jspecify.annotations.NullMarked;
