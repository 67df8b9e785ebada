@NullMarked
package dev.homing.adapter.json.inbound;

import org.jspecify.annotations.NullMarked;
