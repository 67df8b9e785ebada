package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.reason.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reason as stored: its code alone, or an array of its code and its parameters. */
final class ReasonCodec {
    private ReasonCodec() {}

    static Object write(Reason reason) {
        String code = Keys.key(reason.code());
        if (reason.params().isEmpty()) {
            return code;
        }
        List<Object> pair = new ArrayList<>();
        pair.add(code);
        pair.add(reason.params());
        return pair;
    }

    /**
     * @throws MalformedJson where it is none
     */
    static Reason read(@Nullable Object json) {
        return switch (json) {
            case String code -> Reason.of(code(code));
            case List<?> pair
            when pair.size() == 2
                    && pair.getFirst() instanceof String code
                    && pair.getLast() instanceof Map<?, ?> params -> new Reason(code(code), texts(params));
            case null, default -> throw new MalformedJson("A reason was expected, not " + json);
        };
    }

    private static Reason.Code code(String text) {
        return Keys.constant(Reason.Code.class, text);
    }

    private static Map<String, String> texts(Map<?, ?> params) {
        Map<String, String> texts = new LinkedHashMap<>();
        params.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        return texts;
    }
}
