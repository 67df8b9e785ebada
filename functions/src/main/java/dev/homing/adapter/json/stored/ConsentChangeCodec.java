package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.ConsentChange;

/** A change of a customer's consent, as stored. */
public final class ConsentChangeCodec {
    private ConsentChangeCodec() {}

    public static String write(ConsentChange change) {
        Consent consent = change.consent();
        return new Fields()
                .put("number", change.number())
                .put("scope", change.scope().key())
                .put("consent", consent == null ? null : ProfileCodec.consent(consent))
                .at("notedAt", change.notedAt())
                .write();
    }

    /**
     * @throws MalformedJson where it was not written here
     */
    public static ConsentChange read(String text) {
        Fields json = Fields.parse(text);
        return new ConsentChange(
                json.number("number"),
                ProfileCodec.scope(json.text("scope")),
                json.has("consent") ? ProfileCodec.consent(json.raw("consent")) : null,
                json.at("notedAt"));
    }
}
