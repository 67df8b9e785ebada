package dev.homing.app.send;

import dev.homing.app.port.Html;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.Sender.ButtonValue;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.app.port.Sender.Tags;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.channel.Platform;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.TextSegments;
import dev.homing.domain.message.TrackedLinks;
import dev.homing.domain.profile.Devices;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.run.Run;
import dev.homing.domain.template.Template;
import dev.homing.domain.template.Timing;
import dev.homing.domain.template.WhatsAppButton;
import dev.homing.domain.template.WhatsAppHeader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills a template for one customer and puts the tracking in. */
final class Composition {
    /** Characters of a notification. */
    private static final int LONGEST_TITLE = 120;

    private static final int LONGEST_BODY = 400;

    private static final int LONGEST_IMAGE = 1_000;

    private final Renderer renderer;
    private final Html markup;
    private final TrackedLinks links;

    Composition(Renderer renderer, Html markup, TrackedLinks links) {
        this.renderer = renderer;
        this.markup = markup;
        this.links = links;
    }

    /**
     * @param targets where the tracked links lead
     * @param subject of an email, or a notification's title; null where the channel has none
     * @param segments of an SMS, which are paid for one by one; 0 for other channels
     */
    record Composed(
            Outgoing outgoing,
            List<String> targets,
            @Nullable String subject,
            int segments) {}

    /**
     * @param channel one of the node's
     * @param address where it goes
     * @param vouched whether the shop's own servers said that it is the customer's
     * @throws IllegalArgumentException where the template is broken
     */
    Composed compose(
            MessageId id,
            Node.Message node,
            Channel channel,
            Run run,
            Campaign.Version version,
            Shop shop,
            Profile profile,
            Cart cart,
            String address,
            boolean vouched) {
        Locale locale = profile.locale() == null ? Locale.forLanguageTag("en") : profile.locale();
        boolean marketing = !version.transactional();
        String unsubscribe = marketing ? links.unsubscribeUrl(id) : null;
        boolean asks = version.trigger().asksToConfirm(channel);
        String preferences = marketing || asks ? links.preferencesUrl(id) : null;
        Facts data = MessageData.of(profile, vouched, shop, cart, run, version, unsubscribe, preferences);
        Tags tags = new Tags(id, version.campaign(), node.id());
        return switch (version.template(node.template(channel))) {
            case Template.Email email -> email(id, email, shop, data, locale, address, unsubscribe, tags);
            case Template.WhatsApp whatsApp -> whatsApp(id, whatsApp, data, locale, address, tags);
            case Template.Push push -> push(id, push, shop, data, locale, profile.devices(), tags);
            case Template.Sms sms -> sms(id, sms, shop, data, locale, address, version.transactional(), tags);
        };
    }

    private Composed email(
            MessageId id,
            Template.Email template,
            Shop shop,
            Facts data,
            Locale locale,
            String address,
            @Nullable String unsubscribe,
            Tags tags) {
        String subject = renderer.render(template.subject(), data, locale, false)
                .replaceAll("\\s+", " ")
                .strip();
        String html = renderer.render(template.html(), data, locale, true);
        if (template.preheader() != null) {
            html = withPreheader(html, renderer.render(template.preheader(), data, locale, true));
        }
        TrackedLinks.Tracked tracked = links.html(html, id, List.of(), shop.url(), markup::replaceLinks);
        String plain =
                template.text() == null ? markup.text(html) : renderer.render(template.text(), data, locale, false);
        TrackedLinks.Tracked trackedPlain =
                links.plain(plain, id, tracked.targets(), Addresses.of(template.text(), data, tracked.targets(), shop));
        Map<String, String> headers = new LinkedHashMap<>();
        if (unsubscribe != null) {
            headers.put("List-Unsubscribe", "<" + unsubscribe + ">");
            headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        String from = "\"" + shop.senderName().replace("\"", "'") + "\" <" + shop.sender() + ">";
        return new Composed(
                new Outgoing.Email(
                        from, address, template.replyTo(), subject, tracked.text(), trackedPlain.text(), headers, tags),
                trackedPlain.targets(),
                subject,
                0);
    }

    private Composed whatsApp(
            MessageId id, Template.WhatsApp template, Facts data, Locale locale, String address, Tags tags) {
        List<String> parameters = new ArrayList<>();
        for (String parameter : template.bodyParameters()) {
            // Meta refuses line breaks, tabs and runs of spaces in a parameter.
            parameters.add(renderer.render(parameter, data, locale, false)
                    .replaceAll("\\s+", " ")
                    .strip());
        }
        List<String> targets = new ArrayList<>();
        List<ButtonValue> buttons = new ArrayList<>();
        for (WhatsAppButton button : template.buttons()) {
            buttons.add(
                    switch (button) {
                        case WhatsAppButton.Link(String _, String url) -> {
                            targets.add(filled(url, data, locale));
                            yield new ButtonValue.Path(links.clickPath(id, targets.size()));
                        }
                        case WhatsAppButton.QuickReply(String _, String payload) ->
                            new ButtonValue.Payload(filled(payload, data, locale));
                        case WhatsAppButton.CopyCode(String _, String code) ->
                            new ButtonValue.Code(filled(code, data, locale));
                    });
        }
        return new Composed(
                new Outgoing.WhatsApp(
                        address,
                        template.approvedName(),
                        template.language(),
                        parameters,
                        header(template.header(), data, locale),
                        buttons,
                        tags),
                targets,
                null,
                0);
    }

    private @Nullable WhatsAppHeader header(@Nullable WhatsAppHeader header, Facts data, Locale locale) {
        return header == null
                ? null
                : new WhatsAppHeader(
                        header.kind(),
                        header.link() == null ? null : filled(header.link(), data, locale),
                        header.id() == null ? null : filled(header.id(), data, locale),
                        header.fileName() == null ? null : filled(header.fileName(), data, locale));
    }

    private String filled(String text, Facts data, Locale locale) {
        return renderer.render(text, data, locale, false).strip();
    }

    private Composed sms(
            MessageId id,
            Template.Sms template,
            Shop shop,
            Facts data,
            Locale locale,
            String address,
            boolean transactional,
            Tags tags) {
        String text = renderer.render(template.text(), data, locale, false).strip();
        TrackedLinks.Tracked tracked = links.brief(text, id, Addresses.of(template.text(), data, List.of(), shop));
        return new Composed(
                new Outgoing.Sms(address, tracked.text(), transactional, tags),
                tracked.targets(),
                null,
                TextSegments.of(tracked.text()).count());
    }

    private Composed push(
            MessageId id, Template.Push template, Shop shop, Facts data, Locale locale, Devices devices, Tags tags) {
        String link = template.link() == null
                ? shop.url()
                : shop.absolute(
                        renderer.render(template.link(), data, locale, false).strip());
        if (!shop.owns(link)) {
            throw new IllegalArgumentException("its link leads to " + link + ", which is none of the shop's own pages");
        }
        String image = template.image() == null
                ? ""
                : shop.absolute(
                        renderer.render(template.image(), data, locale, false).strip());
        Map<Platform, Timing> timing = new EnumMap<>(Platform.class);
        for (Platform platform : Platform.values()) {
            timing.put(platform, template.timing(platform));
        }
        String title = oneLine(renderer.render(template.title(), data, locale, false), LONGEST_TITLE);
        return new Composed(
                new Outgoing.Push(
                        devices.reached(),
                        title,
                        oneLine(renderer.render(template.body(), data, locale, false), LONGEST_BODY),
                        links.clickUrl(id, 1),
                        // A notification without its picture is worth more than none.
                        !image.isEmpty()
                                        && image.length() <= LONGEST_IMAGE
                                        && (image.startsWith("https://") || shop.owns(image))
                                ? image
                                : null,
                        timing,
                        links.shownUrl(id),
                        links.notShownUrl(id),
                        tags),
                List.of(link),
                title,
                0);
    }

    /** What is longer is cut: push services take 4 KB, and no device shows so much. */
    private static String oneLine(String text, int longest) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.codePointCount(0, line.length()) <= longest) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "\u2026";
    }

    private static String withPreheader(String html, String preheader) {
        String hidden = "<div style=\"display:none;max-height:0;overflow:hidden\">" + preheader + "</div>";
        int body = html.indexOf("<body");
        int end = body < 0 ? -1 : html.indexOf('>', body);
        return end < 0 ? hidden + html : html.substring(0, end + 1) + hidden + html.substring(end + 1);
    }
}
