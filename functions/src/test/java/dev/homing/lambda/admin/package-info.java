@NullMarked
package dev.homing.lambda.admin;

import org.jspecify.annotations.NullMarked;
