package dev.homing.lambda.admin;

import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.ConsentChange;
import dev.homing.domain.consent.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Consent and its history as the admin API tells them. */
final class ConsentJson {
    private ConsentJson() {}

    static List<Map<String, Object>> changes(List<ConsentChange> changes) {
        return changes.stream().map(ConsentJson::change).toList();
    }

    private static Map<String, Object> change(ConsentChange change) {
        Map<String, Object> json = said(change.scope(), change.consent());
        json.put("who", ConsentChange.Who.of(change.consent()).name().toLowerCase(Locale.ROOT));
        json.put("notedAt", change.notedAt().toString());
        return json;
    }

    static Map<String, Object> said(Scope scope, @Nullable Consent consent) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scope", scope.key());
        json.put("state", consent == null ? "forgotten" : consent.state().key());
        if (consent != null) {
            json.put("at", consent.at().toString());
            json.put("source", consent.source());
            if (consent.wording() != null) {
                json.put("wording", consent.wording());
            }
            if (consent.undo() != null) {
                json.put("message", consent.undo().by().toString());
            }
        }
        return json;
    }
}
