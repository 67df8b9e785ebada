package dev.homing.app.call;

import dev.homing.app.port.Renderer;
import dev.homing.app.port.Renderer.Into;
import dev.homing.app.port.Secrets;
import dev.homing.app.port.WebCalls.Request;
import dev.homing.domain.Facts;
import dev.homing.domain.flow.Call;
import dev.homing.domain.id.Visit;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Makes the request of a call: placeholders filled, secrets put in. */
final class FillCall {
    static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json";

    private final Renderer renderer;
    private final Secrets secrets;

    FillCall(Renderer renderer, Secrets secrets) {
        this.renderer = renderer;
        this.secrets = secrets;
    }

    /** A header's secret is not there. */
    static final class SecretMissing extends Exception {
        private static final long serialVersionUID = 1;

        SecretMissing(String name) {
            super(name);
        }
    }

    /**
     * @throws IllegalArgumentException where a template is broken, or what it makes is no address
     */
    Request filled(Call call, Visit visit, Facts data, Locale locale) throws SecretMissing {
        Map<String, String> headers = new LinkedHashMap<>();
        String body = call.body();
        if (body != null) {
            headers.put(CONTENT_TYPE, JSON);
        }
        for (Map.Entry<String, Call.Header> header : call.headers().entrySet()) {
            headers.keySet().removeIf(header.getKey()::equalsIgnoreCase);
            headers.put(
                    header.getKey(),
                    switch (header.getValue()) {
                        case Call.Header.Text(String template) ->
                            renderer.render(template, data, locale, Into.LINE).strip();
                        case Call.Header.Secret(String name) -> secret(name);
                    });
        }
        headers.put("Idempotency-Key", visit.hash());
        return new Request(
                call.method(),
                URI.create(renderer.render(call.url(), data, locale, Into.URL).strip()),
                headers,
                body == null ? null : renderer.render(body, data, locale, into(headers)),
                call.timeout());
    }

    private String secret(String name) throws SecretMissing {
        String value = secrets.find(name);
        if (value == null) {
            throw new SecretMissing(name);
        }
        return value.strip();
    }

    private static Into into(Map<String, String> headers) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(CONTENT_TYPE)) {
                String type = header.getValue().toLowerCase(Locale.ROOT);
                return type.contains("json") ? Into.JSON : type.contains("form-urlencoded") ? Into.URL : Into.TEXT;
            }
        }
        return Into.JSON;
    }
}
