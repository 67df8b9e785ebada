/** A table engine in memory that answers DynamoDB's operations as DynamoDB does; it knows nothing of what is stored in it. */
@NullMarked
package dev.homing.emulator.tables.engine;

import org.jspecify.annotations.NullMarked;
