package dev.homing.lambda;

import dev.homing.domain.consent.Undoing;

/** The pages behind an unsubscribe link. Looking changes nothing, since scanners look at every link: only the button's POST does. */
final class UnsubscribePage {
    private static final String HEAD = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="robots" content="noindex"><title>Email preferences</title>
            <style>body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.5rem;color:#1c1d22}
            button{font:inherit;padding:.6rem 1.2rem;border-radius:8px;border:1px solid #1c1d22;background:#1c1d22;color:#fff;cursor:pointer}
            .quiet{background:#fff;color:#1c1d22}@media(prefers-color-scheme:dark){body{background:#16171b;color:#eee}}</style>
            </head><body><main>
            """;

    static final String ASK = HEAD + """
            <h1>Unsubscribe?</h1><p>You will get no more marketing messages from us on this channel.</p>
            <form method="post"><button type="submit" name="List-Unsubscribe" value="One-Click">Unsubscribe</button></form></main></body></html>
            """;

    static final String DONE = HEAD + """
            <h1>You are unsubscribed</h1><p>Nothing more will be sent, not even what was on its way.</p>
            <form method="post"><button class="quiet" type="submit" name="undo" value="1">That was a mistake: undo it</button></form></main></body></html>
            """;

    private static final String UNDONE = HEAD
            + "<h1>All is as it was before</h1><p>We took back that you unsubscribed by this link.</p></main></body></html>";

    private static final String TOO_LATE = HEAD + """
            <h1>You stay unsubscribed</h1><p>A link can take back for one hour that you unsubscribed by it, and that hour is over. Nothing was changed.
            You can agree to messages again in the shop.</p></main></body></html>
            """;

    private static final String SAID_SINCE = HEAD + """
            <h1>You stay unsubscribed</h1><p>Something else was said about messages to you since, and that counts. Nothing was changed.
            You can agree to messages again in the shop.</p></main></body></html>
            """;

    private static final String NOTHING_TO_UNDO = HEAD + """
            <h1>There is nothing to undo</h1><p>You are not unsubscribed by this link. Nothing was changed.</p></main></body></html>
            """;

    static final String UNKNOWN = HEAD
            + "<h1>This link leads nowhere</h1><p>It is incomplete, or too old. Nothing was changed.</p></main></body></html>";

    private UnsubscribePage() {}

    static String of(Undoing undoing) {
        return switch (undoing) {
            case UNDONE -> UNDONE;
            case TOO_LATE -> TOO_LATE;
            case SAID_SINCE -> SAID_SINCE;
            case NOTHING_TO_UNDO -> NOTHING_TO_UNDO;
        };
    }
}
