/** WhatsApp by Meta's Cloud API: sending approved templates, and what its webhook tells. */
@NullMarked
package dev.homing.adapter.whatsapp;

import org.jspecify.annotations.NullMarked;
