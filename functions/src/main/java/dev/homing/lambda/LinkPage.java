package dev.homing.lambda;

import dev.homing.domain.campaign.Shop;

/** The frame of the pages behind the links of messages: one column, without script, light and dark. */
final class LinkPage {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ground:#fff;--text:#1c1d22;--muted:#5b5e69;--button:#1c1d22;--on-button:#fff}
            @media(prefers-color-scheme:dark){:root{--ground:#16171b;--text:#eeeef0;--muted:#a6a9b4;--button:#eeeef0;--on-button:#16171b}}
            body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem;background:var(--ground);color:var(--text)}
            h1{font-size:1.5rem;line-height:1.3;overflow-wrap:anywhere}
            button{font:inherit;padding:.6rem 1.2rem;border-radius:8px;border:1px solid var(--button);cursor:pointer;background:var(--button);
            color:var(--on-button)}
            button.second{background:var(--ground);color:var(--text)}
            fieldset{border:0;margin:0;padding:0}legend{padding:0;font-weight:600}select{font:inherit;padding:.4rem}
            input[type=checkbox]{width:1.1rem;height:1.1rem;vertical-align:-.15rem}
            footer{margin-top:3rem;font-size:.875rem;color:var(--muted)}
            """;

    private LinkPage() {}

    /**
     * @param title the tab's as well; not yet escaped
     * @param body HTML
     * @param footer HTML
     */
    static String of(String language, String title, String body, String footer) {
        return """
                <!doctype html><html lang="%5$s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <meta name="robots" content="noindex"><title>%1$s</title><style>%2$s</style></head>
                <body><main><h1>%1$s</h1>%3$s</main>%4$s</body></html>
                """.formatted(escaped(title), STYLE, body, footer, language);
    }

    /** Who writes: the shop's name and its postal address. */
    static String footer(Shop shop) {
        String name = shop.name();
        String postal = shop.postalAddress();
        // Many write their name into the address, as it stands on an envelope.
        boolean named = postal != null && postal.startsWith(name);
        String both = postal == null ? name : named ? postal : name + ", " + postal;
        return both.isBlank() ? "" : "<footer>" + escaped(both) + "</footer>";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
