/** Conversations with customers: what they write is kept, read by people and answered. */
@NullMarked
package dev.homing.app.converse;

import org.jspecify.annotations.NullMarked;
