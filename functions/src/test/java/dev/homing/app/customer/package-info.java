@NullMarked
package dev.homing.app.customer;

import org.jspecify.annotations.NullMarked;
