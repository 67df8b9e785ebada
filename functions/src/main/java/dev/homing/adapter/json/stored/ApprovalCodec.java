package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.domain.template.Approval;

/** What WhatsApp says of a template, as stored. */
public final class ApprovalCodec {
    private ApprovalCodec() {}

    public static String write(Approval approval) {
        return new Fields()
                .put("name", approval.name())
                .put("language", approval.language())
                .put("status", approval.status().key())
                .put(
                        "quality",
                        approval.quality() == null ? null : approval.quality().key())
                .put("details", approval.details())
                .at("at", approval.at())
                .write();
    }

    public static Approval read(String text) {
        Fields json = Fields.parse(text);
        String quality = json.optionalText("quality");
        return new Approval(
                json.text("name"),
                json.text("language"),
                Keys.constant(Approval.Status.class, json.text("status")),
                quality == null ? null : Keys.constant(Approval.Quality.class, quality),
                json.optionalText("details"),
                json.at("at"));
    }
}
