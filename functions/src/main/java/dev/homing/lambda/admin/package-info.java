/** The admin's REST API: one route each, described in openapi.json. */
@NullMarked
package dev.homing.lambda.admin;

import org.jspecify.annotations.NullMarked;
