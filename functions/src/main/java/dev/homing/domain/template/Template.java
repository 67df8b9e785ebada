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
     * @param header null: none, or words alone
     * @param buttons in the order in which they were approved
     */
    record WhatsApp(
            String key,
            String name,
            String approvedName,
            String language,
            String body,
            List<String> bodyParameters,
            @Nullable WhatsAppHeader header,
            List<WhatsAppButton> buttons)
            implements Template {
        public WhatsApp {
            bodyParameters = List.copyOf(bodyParameters);
            buttons = List.copyOf(buttons);
        }

        /** Where it has one button, and that leads somewhere; null otherwise. */
        public WhatsAppButton.@Nullable Link onlyLink() {
            return buttons.size() == 1 && buttons.getFirst() instanceof WhatsAppButton.Link link ? link : null;
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
            if (header != null) {
                put(texts, header.picture() == null ? "header.link" : "headerImage", header.link());
                put(texts, "header.id", header.id());
                put(texts, "header.fileName", header.fileName());
            }
            WhatsAppButton.Link only = onlyLink();
            if (only != null) {
                texts.put("button.url", only.url());
                return texts;
            }
            for (int i = 0; i < buttons.size(); i++) {
                String at = "buttons[" + i + "].";
                switch (buttons.get(i)) {
                    case WhatsAppButton.Link(String _, String url) -> texts.put(at + "url", url);
                    case WhatsAppButton.QuickReply(String _, String payload) -> texts.put(at + "payload", payload);
                    case WhatsAppButton.CopyCode(String _, String code) -> texts.put(at + "code", code);
                }
            }
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
}
