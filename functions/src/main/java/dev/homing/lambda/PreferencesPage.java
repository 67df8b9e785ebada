package dev.homing.lambda;

import dev.homing.app.react.KeepPreferences.Preferences;
import dev.homing.domain.channel.Channel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The page on which customers choose what they hear, in their language; it needs no script, and looking at it changes nothing. */
final class PreferencesPage {
    /** What can be said of why somebody leaves; the first is nothing. */
    static final List<String> WHYS = List.of("", "too-many", "not-relevant", "never-asked", "other");

    private PreferencesPage() {}

    /** All that the page says, in one language. */
    record Texts(
            String language,
            String title,
            String kept,
            String channels,
            String email,
            String sms,
            String whatsApp,
            String push,
            String orders,
            String topics,
            String fewer,
            String why,
            List<String> whys,
            String save,
            String confirm,
            String confirming,
            String yes) {
        String of(Channel channel, String shop) {
            String words =
                    switch (channel) {
                        case EMAIL -> email;
                        case SMS -> sms;
                        case WHATSAPP -> whatsApp;
                        case PUSH -> push;
                    };
            return words.formatted(shop);
        }
    }

    private static final Texts ENGLISH = new Texts(
            "en",
            "What would you like to hear from %s?",
            "Your choice was saved.",
            "I would like to get",
            "news and offers from %s by email",
            "news and offers from %s by text message",
            "news and offers from %s on WhatsApp",
            "notifications from %s on your phone or in your browser",
            "Messages about your orders still come.",
            "I would like to hear about",
            "Fewer, please: at most one message a day on each channel",
            "Why do you change this? (optional)",
            List.of(
                    "I would rather not say",
                    "There are too many messages",
                    "They are not about what I like",
                    "I never asked for them",
                    "Something else"),
            "Save",
            "One more step",
            "Please confirm that you would like to get %s. Until you do, nothing is sent.",
            "Yes, I would");

    private static final Texts GERMAN = new Texts(
            "de",
            "Was möchten Sie von %s hören?",
            "Ihre Auswahl ist gespeichert.",
            "Ich möchte bekommen",
            "Neuigkeiten und Angebote von %s per E-Mail",
            "Neuigkeiten und Angebote von %s per SMS",
            "Neuigkeiten und Angebote von %s über WhatsApp",
            "Benachrichtigungen von %s auf dem Handy oder im Browser",
            "Nachrichten zu Ihren Bestellungen kommen weiterhin.",
            "Ich möchte hören von",
            "Weniger bitte: höchstens eine Nachricht am Tag je Kanal",
            "Warum ändern Sie das? (freiwillig)",
            List.of(
                    "Keine Angabe",
                    "Es sind zu viele Nachrichten",
                    "Sie handeln nicht von dem, was mir gefällt",
                    "Ich habe sie nie gewünscht",
                    "Etwas anderes"),
            "Speichern",
            "Noch ein Schritt",
            "Bitte bestätigen Sie, dass Sie %s bekommen möchten. Vorher wird nichts geschickt.",
            "Ja, das möchte ich");

    /** In the customer's language where the page speaks it, else in English. */
    static Texts in(@Nullable Locale locale) {
        return locale != null && locale.getLanguage().equals("de") ? GERMAN : ENGLISH;
    }

    static String of(Preferences preferences, boolean kept) {
        Texts texts = in(preferences.locale());
        String shop = preferences.shop().name().isBlank()
                ? preferences.shop().url()
                : preferences.shop().name();
        StringBuilder body = new StringBuilder();
        Channel toConfirm = preferences.toConfirm();
        if (toConfirm != null) {
            return confirmation(preferences, toConfirm, texts, shop);
        }
        if (kept) {
            body.append("<p role=\"status\">").append(escaped(texts.kept())).append("</p>");
        }
        body.append("<form method=\"post\"><input type=\"hidden\" name=\"choice\" value=\"1\"><fieldset><legend>")
                .append(escaped(texts.channels()))
                .append("</legend>");
        preferences
                .wanted()
                .forEach((channel, wanted) ->
                        body.append(box("channel", channel.key(), texts.of(channel, shop), wanted)));
        body.append("</fieldset>");
        if (!preferences.topics().isEmpty()) {
            body.append("<fieldset><legend>").append(escaped(texts.topics())).append("</legend>");
            preferences.topics().forEach((topic, heard) -> body.append(box("topic", topic, named(topic), heard)));
            body.append("</fieldset>");
        }
        body.append(box("fewer", "1", texts.fewer(), preferences.fewer()))
                .append("<p><label for=\"why\">")
                .append(escaped(texts.why()))
                .append("</label><br><select id=\"why\" name=\"why\">");
        SequencedMap<String, String> whys = new LinkedHashMap<>();
        for (int i = 0; i < WHYS.size(); i++) {
            whys.put(WHYS.get(i), texts.whys().get(i));
        }
        for (Entry<String, String> why : whys.entrySet()) {
            body.append("<option value=\"").append(why.getKey()).append("\">").append(escaped(why.getValue()));
            body.append("</option>");
        }
        body.append("</select></p><p>")
                .append(escaped(texts.orders()))
                .append("</p><button type=\"submit\">")
                .append(escaped(texts.save()))
                .append("</button></form>");
        return LinkPage.of(
                texts.language(), texts.title().formatted(shop), body.toString(), LinkPage.footer(preferences.shop()));
    }

    /** A topic's name as people read it: {@code summer-sale} is "Summer sale". */
    private static String named(String topic) {
        String words = topic.replace('-', ' ').replace('_', ' ').strip();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The rest of the choices comes after it: whoever reads this has one thing to decide. */
    private static String confirmation(Preferences preferences, Channel channel, Texts texts, String shop) {
        StringBuilder body = new StringBuilder();
        body.append("<p>")
                .append(escaped(texts.confirming().formatted(texts.of(channel, shop))))
                .append("</p><form method=\"post\"><input type=\"hidden\" name=\"choice\" value=\"1\">");
        preferences.wanted().forEach((each, wanted) -> {
            if (wanted || each == channel) {
                body.append("<input type=\"hidden\" name=\"channel\" value=\"")
                        .append(each.key())
                        .append("\">");
            }
        });
        if (preferences.fewer()) {
            body.append("<input type=\"hidden\" name=\"fewer\" value=\"1\">");
        }
        body.append("<button type=\"submit\">").append(escaped(texts.yes())).append("</button></form>");
        return LinkPage.of(texts.language(), texts.confirm(), body.toString(), LinkPage.footer(preferences.shop()));
    }

    private static String box(String name, String value, String label, boolean checked) {
        return "<p><label><input type=\"checkbox\" name=\"" + name + "\" value=\"" + value + "\""
                + (checked ? " checked" : "") + "> " + escaped(label) + "</label></p>";
    }

    private static String escaped(String text) {
        return LinkPage.escaped(text);
    }
}
