package dev.homing.domain.template;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.channel.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A message before it is filled with a customer's data. Placeholders are Handlebars. */
public sealed interface Template {
    String key();

    String name();

    Channel channel();

    /** Everything of it that has placeholders, by the name of its field. */
    SequencedMap<String, String> texts();

    private static void put(SequencedMap<String, String> texts, String field, @Nullable String text) {
        if (text != null) {
            texts.put(field, text);
        }
    }

    /**
     * @param preheader the line that mail programs show beside the subject; null: none
     * @param text the plain-text part; null: made of the HTML
     * @param replyTo null: the sender's address
     */
    record Email(
            String key,
            String name,
            String subject,
            @Nullable String preheader,
            String html,
            @Nullable String text,
            @Nullable String replyTo)
            implements Template {
        @Override
        public Channel channel() {
            return Channel.EMAIL;
        }

        @Override
        public SequencedMap<String, String> texts() {
            SequencedMap<String, String> texts = new LinkedHashMap<>();
            texts.put("subject", subject);
            put(texts, "preheader", preheader);
            texts.put("html", html);
            put(texts, "text", text);
            return texts;
        }
    }

    /**
     * A template that Meta approved; what is sent is its name and parameters.
     *
     * @param approvedName under which Meta knows it
     * @param language such as {@code en_US}
     * @param body the approved text with {@code {{1}}} for the first parameter, for preview
     * @param bodyParameters Handlebars, one a number in the body
     * @param headerImage Handlebars for the address of the header's picture; null: no picture
     * @param button link button; null: none
     */
    record WhatsApp(
            String key,
            String name,
            String approvedName,
            String language,
            String body,
            List<String> bodyParameters,
            @Nullable String headerImage,
            @Nullable Button button)
            implements Template {
        public WhatsApp {
            bodyParameters = List.copyOf(bodyParameters);
        }

        @Override
        public Channel channel() {
            return Channel.WHATSAPP;
        }

        @Override
        public SequencedMap<String, String> texts() {
            SequencedMap<String, String> texts = new LinkedHashMap<>();
            for (int i = 0; i < bodyParameters.size(); i++) {
                texts.put("bodyParameters[" + i + "]", bodyParameters.get(i));
            }
            put(texts, "headerImage", headerImage);
            put(texts, "button.url", button == null ? null : button.url());
            return texts;
        }
    }

    /** A text message. What it costs follows from its length once it is filled: {@link dev.homing.domain.message.TextSegments}. */
    record Sms(String key, String name, String text) implements Template {
        @Override
        public Channel channel() {
            return Channel.SMS;
        }

        @Override
        public SequencedMap<String, String> texts() {
            SequencedMap<String, String> texts = new LinkedHashMap<>();
            texts.put("text", text);
            return texts;
        }
    }

    /**
     * A notification of browsers and apps.
     *
     * @param title Handlebars, like body, link and image
     * @param link one of the shop's own pages; null: its start page
     * @param image address of a picture; null: none
     * @param timing where a platform has none of its own
     */
    record Push(
            String key,
            String name,
            String title,
            String body,
            @Nullable String link,
            @Nullable String image,
            Timing timing,
            Map<Platform, Timing> byPlatform)
            implements Template {
        public Push {
            byPlatform = Map.copyOf(byPlatform);
        }

        public Timing timing(Platform platform) {
            return byPlatform.getOrDefault(platform, timing);
        }

        @Override
        public Channel channel() {
            return Channel.PUSH;
        }

        @Override
        public SequencedMap<String, String> texts() {
            SequencedMap<String, String> texts = new LinkedHashMap<>();
            texts.put("title", title);
            texts.put("body", body);
            put(texts, "link", link);
            put(texts, "image", image);
            return texts;
        }
    }

    /**
     * A link button whose approved address ends in a variable; the tracked link's path fills it.
     *
     * @param url Handlebars for where it leads
     */
    record Button(String text, String url) {}
}
