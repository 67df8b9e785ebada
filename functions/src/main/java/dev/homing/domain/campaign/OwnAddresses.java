package dev.homing.domain.campaign;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the shop's own addresses from others, of addresses that anyone can have sent. Programs differ in how they read unusual ones, so only those
 * are taken that all of them read alike: a path on the shop, or a whole address of one of its hosts, and nothing in either that could be
 * taken for another address.
 */
final class OwnAddresses {
    private static final String NAME = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";

    private static final Pattern WHOLE = Pattern.compile(
            "https?://(?<host>(?:" + NAME + "\\.)*" + NAME + ")(?::(?<port>[0-9]{1,5}))?(?<rest>(?:[/?#].*)?)",
            Pattern.CASE_INSENSITIVE);

    /** What may follow the host. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}\\-._~!$&'()*+,;=:@/?#%]*");

    /** What leads elsewhere, where a page takes an address from its own: {@code /login?next=https://...}. */
    private static final Pattern ANOTHER = Pattern.compile(
            "//|\\\\|[\\p{C}\\p{Z}&&[^ ]]|(?:https?|ftp|file|javascript|vbscript|data|mailto|tel):",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:^|.*\\.)[0-9]+");

    /** Whoever encodes an address more often than that hides something. */
    private static final int MOST_DECODINGS = 3;

    private final @Nullable URI home;
    private final List<String> hosts = new ArrayList<>();

    /**
     * @param url the storefront's address
     * @param more hosts beside its own
     */
    OwnAddresses(String url, List<String> more) {
        this.home = uri(url);
        if (home != null && home.getHost() != null) {
            hosts.add(home.getHost().toLowerCase(Locale.ROOT));
        }
        more.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    }

    boolean has(String address) {
        if (uri(address) == null) {
            return false;
        }
        if (address.startsWith("/")) {
            return leadsNowhereElse(address);
        }
        Matcher whole = WHOLE.matcher(address);
        return whole.matches()
                && hosts.stream().anyMatch(own -> below(whole.group("host").toLowerCase(Locale.ROOT), own))
                && (whole.group("port") == null || isOwnPort(whole.group("port")))
                && leadsNowhereElse(whole.group("rest"));
    }

    private boolean isOwnPort(String port) {
        return home != null && home.getPort() == Integer.parseInt(port);
    }

    private static boolean below(String host, String own) {
        return host.equals(own)
                || (host.endsWith("." + own) && !ENDS_IN_A_NUMBER.matcher(own).matches());
    }

    private static boolean leadsNowhereElse(String rest) {
        if (!PLAIN.matcher(rest).matches()) {
            return false;
        }
        String read = rest;
        for (int times = 0; times <= MOST_DECODINGS; times++) {
            if (ANOTHER.matcher(read).find()) {
                return false;
            }
            String decoded = decoded(read);
            if (read.equals(decoded)) {
                return true;
            }
            if (decoded == null) {
                // A percent sign that encodes nothing, as in what was decoded before: it is one where it is, and wrong
                // in the address itself.
                return times > 0;
            }
            read = decoded;
        }
        return false;
    }

    private static @Nullable String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException encodesNothing) {
            return null;
        }
    }

    private static @Nullable URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
