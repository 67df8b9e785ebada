/** HTTP as API Gateway's HTTP API hands it to a function, payload format 2.0. */
@NullMarked
package dev.homing.lambda.http;

import org.jspecify.annotations.NullMarked;
