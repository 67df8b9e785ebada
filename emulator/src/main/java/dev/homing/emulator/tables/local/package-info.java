/** DynamoDB Local as the table engine: what the emulator's own is held against. */
@NullMarked
package dev.homing.emulator.tables.local;

import org.jspecify.annotations.NullMarked;
