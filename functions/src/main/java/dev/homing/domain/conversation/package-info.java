/** What customers write to the shop, and what people of the shop answer. */
@NullMarked
package dev.homing.domain.conversation;

import org.jspecify.annotations.NullMarked;
