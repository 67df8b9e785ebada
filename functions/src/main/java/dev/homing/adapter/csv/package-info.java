/** Comma-separated values, as spreadsheets and other systems write them. */
@NullMarked
package dev.homing.adapter.csv;

import org.jspecify.annotations.NullMarked;
