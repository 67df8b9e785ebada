/** HTML of messages, read by jsoup. */
@NullMarked
package dev.homing.adapter.html;

import org.jspecify.annotations.NullMarked;
