/** Fills placeholders by Handlebars, with nothing in reach but the data. */
@NullMarked
package dev.homing.adapter.handlebars;

import org.jspecify.annotations.NullMarked;
