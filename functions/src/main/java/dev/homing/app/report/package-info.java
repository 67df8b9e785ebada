/** Counting, and reading the numbers. */
@NullMarked
package dev.homing.app.report;

import org.jspecify.annotations.NullMarked;
