package dev.homing.app.send;

import dev.homing.domain.BrowserWords;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Shop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses in the running text of a message are meant as such: those of the template, those of the data's address fields, and the shop's own.
 * What only looks like an address within a name or another text becomes no link with the shop's signature.
 */
final class Addresses {
    /** An address in a template, up to its end or to a placeholder in it. */
    private static final Pattern WRITTEN = Pattern.compile("(https?://[^\\s<>\"')\\]{]+)(\\{\\{)?");

    private static final Pattern TRAILING = Pattern.compile("[.,;:!?]+$");

    private static final int AFTER_SCHEME = "https://".length();

    private Addresses() {}

    /**
     * @param template of the text; null where the text is made of the HTML
     * @param data that filled it
     * @param linked addresses to which the HTML part leads
     */
    static Predicate<String> of(@Nullable String template, Facts data, List<String> linked, Shop shop) {
        Set<String> meant = new HashSet<>(linked);
        List<String> beginnings = new ArrayList<>();
        fields(data.values(), meant);
        Matcher written = WRITTEN.matcher(template == null ? "" : template);
        while (written.find()) {
            String address = written.group(1);
            if (written.group(2) == null) {
                meant.add(address);
                meant.add(TRAILING.matcher(address).replaceFirst(""));
            } else if (address.indexOf('/', AFTER_SCHEME) >= 0) {
                // The host is the template's, whatever fills the rest.
                beginnings.add(address);
            }
        }
        return address -> meant.contains(address)
                || shop.owns(address)
                || beginnings.stream().anyMatch(address::startsWith);
    }

    private static void fields(Object value, Set<String> meant) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((name, inner) -> {
                    if (inner instanceof String text) {
                        if (BrowserWords.isAddressField(String.valueOf(name))) {
                            meant.add(text);
                        }
                    } else if (inner != null) {
                        fields(inner, meant);
                    }
                });
            case List<?> list ->
                list.forEach(inner -> {
                    if (inner != null) {
                        fields(inner, meant);
                    }
                });
            case Object _ -> {}
        }
    }
}
