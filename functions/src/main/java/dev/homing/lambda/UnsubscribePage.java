package dev.homing.lambda;

import dev.homing.app.react.ReadUnsubscription.Unsubscription;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Undoing;
import org.jspecify.annotations.Nullable;

/**
 * The pages behind an unsubscribe link; they need no script. Looking changes nothing, since scanners look at every link: only the button's POST
 * does.
 */
final class UnsubscribePage {
    static final String UNKNOWN = page(
            "This link does not work",
            "<p>It is incomplete or too old. Nothing was changed. Please open it again from the message, or copy all of it.</p>",
            "");

    private UnsubscribePage() {}

    /** @param from null where the message is not known any more */
    static String ask(@Nullable Unsubscription from) {
        return page(
                "Stop " + marketing(from) + from(from) + to(from) + "?", """
                <p>Messages about your orders still come.</p>
                <form method="post"><button type="submit" name="List-Unsubscribe" value="One-Click">Stop %s</button></form>
                """.formatted(marketing(from)), footer(from));
    }

    static String done(@Nullable Unsubscription from) {
        return page(
                "You will get no more " + marketing(from) + from(from), """
                <p>Nothing more is sent%s, not even what was already on its way.</p>
                <p>Unsubscribed by mistake?</p>
                <form method="post"><button class="second" type="submit" name="undo" value="1">Undo it</button></form>
                """.formatted(escaped(to(from))), footer(from));
    }

    static String of(Undoing undoing, @Nullable Unsubscription from) {
        return switch (undoing) {
            case UNDONE ->
                page(
                        "All is as it was before",
                        "<p>We took back that you unsubscribed by this link from %s%s%s.</p>"
                                .formatted(marketing(from), escaped(from(from)), escaped(to(from))),
                        footer(from));
            case TOO_LATE -> page("You stay unsubscribed", """
                        <p>A link can take back for one hour that you unsubscribed by it, and that hour is over. Nothing was changed. You can agree
                        to messages again in the shop.</p>
                        """, footer(from));
            case SAID_SINCE -> page("You stay unsubscribed", """
                        <p>Something else was said about messages to you since, and that counts. Nothing was changed. You can agree to messages
                        again in the shop.</p>
                        """, footer(from));
            case NOTHING_TO_UNDO ->
                page(
                        "There is nothing to undo",
                        "<p>You are not unsubscribed by this link. Nothing was changed.</p>",
                        footer(from));
        };
    }

    private static String marketing(@Nullable Unsubscription from) {
        return from == null ? "marketing messages" : marketing(from.channel());
    }

    private static String marketing(Channel channel) {
        return switch (channel) {
            case EMAIL -> "marketing emails";
            case WHATSAPP -> "marketing messages on WhatsApp";
            case SMS -> "marketing by SMS";
            case PUSH -> "marketing by push notifications";
        };
    }

    private static String from(@Nullable Unsubscription from) {
        return from == null || from.shop().name().isBlank()
                ? ""
                : " from " + from.shop().name();
    }

    private static String to(@Nullable Unsubscription from) {
        return from == null || from.address() == null ? "" : " to " + from.address();
    }

    private static String footer(@Nullable Unsubscription from) {
        return from == null ? "" : LinkPage.footer(from.shop());
    }

    /** @param title the tab's as well; not yet escaped */
    private static String page(String title, String body, String footer) {
        return LinkPage.of("en", title, body, footer);
    }

    private static String escaped(String text) {
        return LinkPage.escaped(text);
    }
}
