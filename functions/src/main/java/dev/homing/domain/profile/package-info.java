/** Who a customer is and what is known of them: identity, profile, hot state. */
@NullMarked
package dev.homing.domain.profile;

import org.jspecify.annotations.NullMarked;
