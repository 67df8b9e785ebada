@NullMarked
package dev.homing.adapter.whatsapp;

import org.jspecify.annotations.NullMarked;
