/** DynamoDB and its streams, by DynamoDB Local inside this process. */
@NullMarked
package dev.homing.emulator.tables;

import org.jspecify.annotations.NullMarked;
