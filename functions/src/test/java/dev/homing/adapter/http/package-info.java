@NullMarked
package dev.homing.adapter.http;

import org.jspecify.annotations.NullMarked;
