/** A stand-in for the WhatsApp Cloud API (Meta's Graph API). */
@NullMarked
package dev.homing.emulator.graph;

import org.jspecify.annotations.NullMarked;
