/** What others send us, and what lies in our own queues. */
@NullMarked
package dev.homing.adapter.json.inbound;

import org.jspecify.annotations.NullMarked;
