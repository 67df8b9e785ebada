@NullMarked
package dev.homing.lambda.http;

import org.jspecify.annotations.NullMarked;
