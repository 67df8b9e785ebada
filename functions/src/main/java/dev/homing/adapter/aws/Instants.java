package dev.homing.adapter.aws;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants as sort keys: texts of one length, whose order is that of time. */
final class Instants {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Instants() {}

    static String sortable(Instant at) {
        return MILLIS.format(at);
    }
}
