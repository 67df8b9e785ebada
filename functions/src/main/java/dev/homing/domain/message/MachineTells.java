package dev.homing.domain.message;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By what it is known that a machine and not the customer opened or clicked. Only documented means: what privacy proxies and link scanners say
 * of themselves, and a link that no person can see.
 */
public final class MachineTells {
    /** Link scanners that name themselves. */
    private static final List<String> SCANNERS = List.of(
            "mimecast",
            "proofpoint",
            "barracudasentinel",
            "safelinks",
            "bitdefender",
            "trendmicro",
            "symantec",
            "cloudmark",
            "googlebot",
            "bingbot",
            "bingpreview",
            "slackbot",
            "facebookexternalhit",
            "whatsapp/",
            "telegrambot",
            "skypeuripreview");

    private MachineTells() {}

    /**
     * Whether a pixel was fetched by a machine of its own accord. Apple's Mail Privacy Protection fetches every pixel soon after delivery, and
     * says nothing but {@code Mozilla/5.0}; Gmail's proxy fetches when the person opens, and counts as the person.
     *
     * @param userAgent null where the request had none
     */
    public static boolean opened(@Nullable String userAgent) {
        return userAgent == null || userAgent.strip().equals("Mozilla/5.0") || scans(userAgent);
    }

    /**
     * Whether a link was followed by a machine: a scanner by its own words, or one that followed the hidden link of this message before.
     *
     * @param method of the request: browsers GET
     */
    public static boolean clicked(String method, @Nullable String userAgent, int link, boolean scannedBefore) {
        return !method.equals("GET")
                || link == TrackedLinks.HIDDEN
                || scannedBefore
                || (userAgent != null && scans(userAgent));
    }

    private static boolean scans(String userAgent) {
        String lower = userAgent.toLowerCase(Locale.ROOT);
        return SCANNERS.stream().anyMatch(lower::contains);
    }
}
