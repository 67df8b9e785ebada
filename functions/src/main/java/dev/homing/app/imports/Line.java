package dev.homing.app.imports;

import dev.homing.domain.Facts;

/**
 * One line of a file.
 *
 * @param number in the file, from 1 up
 * @param values by the columns' names
 */
public record Line(long number, Facts values) {}
