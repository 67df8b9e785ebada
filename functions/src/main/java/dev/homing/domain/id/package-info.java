/** Identities, worked out from what they name, so that no look-up finds them. */
@NullMarked
package dev.homing.domain.id;

import org.jspecify.annotations.NullMarked;
