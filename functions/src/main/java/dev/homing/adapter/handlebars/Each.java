package dev.homing.adapter.handlebars;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handlebars' loop over a list or a map, with its turns and its output counted. */
final class Each implements Helper<@Nullable Object> {
    @Override
    public @Nullable Object apply(@Nullable Object value, Options options) throws IOException {
        return switch (value) {
            case Iterable<?> items -> loop(items.iterator(), options);
            case Map<?, ?> map -> loop(map.entrySet().iterator(), options);
            case null, default -> options.inverse();
        };
    }

    private static CharSequence loop(Iterator<?> items, Options options) throws IOException {
        if (!items.hasNext()) {
            return options.inverse();
        }
        Rendering rendering = Rendering.of(options);
        StringBuilder output = new StringBuilder();
        for (int index = 0; items.hasNext(); index++) {
            rendering.turn();
            Object item = items.next();
            Object key = item instanceof Map.Entry<?, ?> entry ? entry.getKey() : index;
            Object value = item instanceof Map.Entry<?, ?> entry ? entry.getValue() : item;
            Context turn = Context.newContext(options.context, value)
                    .combine("@key", key)
                    .combine("@index", index)
                    .combine("@first", index == 0)
                    .combine("@last", !items.hasNext());
            output.append(options.apply(options.fn, turn, List.of(value, key)));
            rendering.written(output.length());
        }
        return output;
    }
}
