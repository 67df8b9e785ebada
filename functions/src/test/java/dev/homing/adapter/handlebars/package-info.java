@NullMarked
package dev.homing.adapter.handlebars;

import org.jspecify.annotations.NullMarked;
