package dev.homing.lambda.admin;

import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Lead;
import dev.homing.domain.reason.Reason;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reasons as the admin API shows them, whatever they are of: a code, a sentence, what somebody else said, and what the sentence is made of. */
final class ReasonJson {
    private ReasonJson() {}

    static Map<String, Object> of(Reason reason) {
        return of(reason, reason.sentence());
    }

    static Map<String, Object> of(Decision decision) {
        return of(decision.reason(), decision.sentence());
    }

    static Map<String, Object> of(Reason reason, Lead lead) {
        return of(reason, reason.sentence(lead));
    }

    private static Map<String, Object> of(Reason reason, String sentence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", reason.code().key());
        json.put("sentence", sentence);
        Map<String, Object> params = new LinkedHashMap<>(reason.params());
        params.remove("details");
        if (reason.details() != null) {
            json.put("details", reason.details());
        }
        json.put("params", params);
        return json;
    }
}
