/** API Gateway's HTTP API in parts: routes, tokens, and the two halves of payload format 2.0. */
@NullMarked
package dev.homing.emulator.http;

import org.jspecify.annotations.NullMarked;
