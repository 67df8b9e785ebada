package dev.homing.adapter.handlebars;

import com.github.jknack.handlebars.Decorator;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.HelperRegistry;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.TagType;
import com.github.jknack.handlebars.helper.IfHelper;
import com.github.jknack.handlebars.helper.LookupHelper;
import com.github.jknack.handlebars.helper.UnlessHelper;
import com.github.jknack.handlebars.helper.WithHelper;
import dev.homing.adapter.json.Json;
import dev.homing.app.port.Renderer.Into;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The helpers that a template may use, and no others: {@code if unless each with lookup}, {@code eq ne gt lt}, {@code money date default upper
 * lower json}. What they cannot make anything of is left as its placeholder.
 */
final class Helpers implements HelperRegistry {
    /** As messages list them. */
    static final SequencedSet<String> NAMES = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(List.of(
            "if", "unless", "each", "with", "lookup", "eq", "ne", "gt", "lt", "money", "date", "default", "upper",
            "lower", "json")));

    private final Map<String, Helper<?>> helpers = new LinkedHashMap<>();

    Helpers() {
        helpers.put("if", IfHelper.INSTANCE);
        helpers.put("unless", UnlessHelper.INSTANCE);
        helpers.put("with", WithHelper.INSTANCE);
        helpers.put("lookup", LookupHelper.INSTANCE);
        helpers.put("each", new Each());
        helpers.put("eq", (a, options) -> answer(equal(a, other(options)), options));
        helpers.put("ne", (a, options) -> answer(!equal(a, other(options)), options));
        helpers.put("gt", (a, options) -> answer(compares(a, other(options), sign -> sign > 0), options));
        helpers.put("lt", (a, options) -> answer(compares(a, other(options), sign -> sign < 0), options));
        helpers.put("default", (value, options) -> absent(value) ? orLeft(other(options), options) : value);
        helpers.put("upper", (value, options) -> text(value, options, String::toUpperCase));
        helpers.put("lower", (value, options) -> text(value, options, String::toLowerCase));
        helpers.put(
                "money", (value, options) -> orLeft(Formats.money(value, other(options), locale(options)), options));
        helpers.put(
                "date",
                (value, options) ->
                        orLeft(Formats.date(value, other(options), options.hash("zone"), locale(options)), options));
        helpers.put("json", Helpers::json);
        helpers.put(HELPER_MISSING, (value, options) -> left(options));
    }

    private static @Nullable Object other(Options options) {
        return options.params.length == 0 ? null : options.param(0);
    }

    private static Locale locale(Options options) {
        return Rendering.of(options).locale();
    }

    /** Null and the empty text are both nothing to show. */
    private static boolean absent(@Nullable Object value) {
        return value == null || (value instanceof CharSequence text && text.isEmpty());
    }

    /** A value as JSON writes it, quotation marks included; what is missing is null. Elsewhere that is text as any other. */
    private static Object json(@Nullable Object value, Options options) {
        String written = Json.write(value);
        return Rendering.of(options).into() == Into.JSON ? new Handlebars.SafeString(written) : written;
    }

    private interface Casing {
        String of(String text, Locale locale);
    }

    private static @Nullable Object text(@Nullable Object value, Options options, Casing casing) {
        return orLeft(value == null ? null : casing.of(value.toString(), locale(options)), options);
    }

    private static @Nullable Object orLeft(@Nullable Object value, Options options) {
        return value == null ? left(options) : value;
    }

    /** The placeholder as it is; inside another helper's arguments there is none, and so nothing. */
    private static @Nullable Object left(Options options) {
        if (options.tagType == TagType.SUB_EXPRESSION) {
            return null;
        }
        if (options.tagType == TagType.SECTION) {
            return "";
        }
        // As it was typed, quotation marks included: it is the template's own text.
        return new Handlebars.SafeString(Rendering.of(options).leave(options.fn.text()));
    }

    /** A comparison is a value inside another helper's arguments, and a condition as a block. */
    private static @Nullable Object answer(boolean yes, Options options) throws IOException {
        if (options.tagType == TagType.SECTION) {
            return yes ? options.fn() : options.inverse();
        }
        return yes;
    }

    private static boolean equal(@Nullable Object a, @Nullable Object b) {
        BigDecimal left = Formats.number(a);
        BigDecimal right = Formats.number(b);
        return (left != null && right != null)
                ? left.compareTo(right) == 0
                : Objects.equals(a == null ? null : a.toString(), b == null ? null : b.toString());
    }

    private static boolean compares(@Nullable Object a, @Nullable Object b, IntPredicate sign) {
        BigDecimal left = Formats.number(a);
        BigDecimal right = Formats.number(b);
        return left != null && right != null && sign.test(left.compareTo(right));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <C> @Nullable Helper<C> helper(String name) {
        return (Helper<C>) helpers.get(name);
    }

    @Override
    public Set<Map.Entry<String, Helper<?>>> helpers() {
        return helpers.entrySet();
    }

    @Override
    public @Nullable Decorator decorator(String name) {
        return null;
    }

    @Override
    public <H> HelperRegistry registerHelper(String name, Helper<H> helper) {
        throw fixed();
    }

    @Override
    public <H> HelperRegistry registerHelperMissing(Helper<H> helper) {
        throw fixed();
    }

    @Override
    public HelperRegistry registerHelpers(Object source) {
        throw fixed();
    }

    @Override
    public HelperRegistry registerHelpers(Class<?> source) {
        throw fixed();
    }

    @Override
    public HelperRegistry registerHelpers(URI location) {
        throw fixed();
    }

    @Override
    public HelperRegistry registerHelpers(File input) {
        throw fixed();
    }

    @Override
    public HelperRegistry registerHelpers(String filename, Reader source) {
        throw fixed();
    }

    @Override
    public HelperRegistry registerHelpers(String filename, InputStream source) {
        throw fixed();
    }

    @Override
    public HelperRegistry registerHelpers(String filename, String source) {
        throw fixed();
    }

    @Override
    public HelperRegistry registerDecorator(String name, Decorator decorator) {
        throw fixed();
    }

    @Override
    public HelperRegistry setCharset(Charset charset) {
        return this;
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("The helpers are fixed: a template may use no others");
    }
}
