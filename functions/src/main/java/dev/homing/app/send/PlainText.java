package dev.homing.app.send;

/** The plain-text part of an email that has only HTML: its words, one block a line, links written out. */
final class PlainText {
    private PlainText() {}

    static String of(String html) {
        return html.replaceAll("(?is)<(style|script|head|title)\\b.*?</\\1>", "")
                .replaceAll("(?is)<[^>]*display:\\s*none[^>]*>.*?</[^>]*>", "")
                .replaceAll("(?is)<a\\b[^>]*\\bhref\\s*=\\s*[\"']([^\"']*)[\"'][^>]*>(.*?)</a>", "$2 $1")
                .replaceAll("(?i)<(br|/p|/div|/tr|/h[1-6]|/li)\\b[^>]*>", "\n")
                .replaceAll("<[^>]*>", " ")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replaceAll("[ \\t\\x0B\\f\\r]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }
}
