package dev.homing.lambda.admin;

import java.util.List;
import java.util.Locale;

/** Who may do what in the admin: each role may do what it names, and an admin everything. */
enum Role {
    VIEWER,
    EDITOR,
    APPROVER,
    ADMIN;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Everyone who is signed in with any role may look. */
    boolean allows(List<String> groups) {
        return groups.contains(ADMIN.key())
                || groups.contains(key())
                || (this == VIEWER && (groups.contains(EDITOR.key()) || groups.contains(APPROVER.key())));
    }
}
