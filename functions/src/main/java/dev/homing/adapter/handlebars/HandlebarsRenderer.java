package dev.homing.adapter.handlebars;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Formatter;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import dev.homing.app.port.Renderer;
import dev.homing.domain.Facts;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Handlebars with the data and nothing else in reach: values come from maps only, so that no method or field of an object can be named; there
 * are no partials, no files and no decorators; helpers are those of {@link Helpers}. Size, depth, output and time are limited, since a
 * template is typed by a user and filled in a function that others share.
 */
public final class HandlebarsRenderer implements Renderer {
    private static final int MOST_CACHED = 500;
    private static final String UNKNOWN_POSITION = "line 1, column 1: ";

    private final Map<Into, Handlebars> engines = new EnumMap<>(Into.class);
    private final Map<Key, Template> compiled = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Template> eldest) {
            return size() > MOST_CACHED;
        }
    };

    private record Key(String template, Into into) {}

    public HandlebarsRenderer() {
        for (Into into : Into.values()) {
            engines.put(into, engine(Escapes.of(into)));
        }
    }

    @Override
    public String render(String template, Facts data, Locale locale, Into into) {
        return fill(template, data, into, new Rendering(locale, into));
    }

    /**
     * The placeholders that the data cannot fill, as they stand in the template, each once.
     *
     * @throws IllegalArgumentException where the template is broken
     */
    public List<String> missing(String template, Facts data) {
        Rendering rendering = new Rendering(Locale.ENGLISH, Into.TEXT);
        String unused = fill(template, data, Into.TEXT, rendering);
        assert unused != null;
        return rendering.missing();
    }

    private String fill(String template, Facts data, Into into, Rendering rendering) {
        Context context = Context.newBuilder(data.values())
                .resolver(MapValueResolver.INSTANCE)
                .build();
        context.data(Rendering.KEY, rendering);
        try {
            LimitedWriter writer = new LimitedWriter(rendering);
            compiled(template, into).apply(context, writer);
            return writer.toString();
        } catch (HandlebarsException e) {
            throw new IllegalArgumentException(message(e), e);
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory does not fail", e);
        } finally {
            context.destroy();
        }
    }

    private Template compiled(String template, Into into) {
        Key key = new Key(template, into);
        synchronized (compiled) {
            Template known = compiled.get(key);
            if (known != null) {
                return known;
            }
        }
        Tags.check(template);
        try {
            Template fresh = engine(into).compileInline(template);
            synchronized (compiled) {
                compiled.put(key, fresh);
            }
            return fresh;
        } catch (HandlebarsException e) {
            throw new IllegalArgumentException(message(e), e);
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory does not fail", e);
        }
    }

    /** Where, in the text that the user typed, and what. */
    private static String message(HandlebarsException e) {
        if (e.getCause() instanceof TooMuch tooMuch) {
            return String.valueOf(tooMuch.getMessage());
        }
        if (e.getError() == null) {
            return UNKNOWN_POSITION + e.getMessage();
        }
        String reason = e.getError().reason == null ? String.valueOf(e.getMessage()) : e.getError().reason;
        return "line " + e.getError().line + ", column " + e.getError().column + ": "
                + reason.strip().replaceAll("\\s+", " ");
    }

    private Handlebars engine(Into into) {
        Handlebars engine = engines.get(into);
        if (engine == null) {
            throw new IllegalStateException("There is no engine for " + into);
        }
        return engine;
    }

    private static Handlebars engine(EscapingStrategy escaping) {
        return new Handlebars(new NoFiles())
                .with(new Helpers())
                .with(escaping)
                .with((Formatter) HandlebarsRenderer::format)
                // A line with nothing but a block tag leaves no empty line behind.
                .prettyPrint(true)
                .infiniteLoops(false);
    }

    /**
     * Numbers as people write them: a JSON number may be a decimal in scientific notation. A list or an object is no text that anyone wants to
     * read; a template walks through it, or says which part it means.
     */
    private static Object format(Object value, Formatter.Chain next) {
        return switch (value) {
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case Map<?, ?> _, Collection<?> _ -> "";
            default -> next.format(value);
        };
    }
}
