package dev.homing.adapter.file;

import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.app.port.Renderer;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.flow.Node;
import dev.homing.domain.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** What concerns several parts of a campaign at once: its ways, its templates, and what the law wants of marketing. */
final class CampaignFileRules {
    private static final String UNSUBSCRIBE_LINK = "unsubscribeUrl";

    private CampaignFileRules() {}

    static void flow(Campaign.Version version, List<Problem> problems) {
        if (problems.stream().anyMatch(problem -> problem.field().startsWith("flow"))) {
            // What was read with stand-ins would only be reported a second time, in other words.
            return;
        }
        for (String problem : version.flow().problems()) {
            int colon = problem.indexOf(": ");
            problems.add(new Problem("flow." + problem.substring(0, colon), problem.substring(colon + 2)));
        }
    }

    /** The templates that the flow uses, in its order. */
    static SequencedMap<String, Template> templates(
            Campaign.Version version,
            Map<String, Template> brought,
            CampaignFile.Templates others,
            Renderer renderer,
            List<Problem> problems) {
        SequencedMap<String, Template> used = new LinkedHashMap<>();
        for (Node.Message message : version.flow().messages()) {
            String key = message.template();
            if (key.isEmpty()) {
                continue;
            }
            Template template = used.containsKey(key) ? used.get(key) : brought.get(key);
            if (template == null) {
                CampaignFileTemplates.Reading reading = others.find(key);
                if (reading == null) {
                    problems.add(new Problem(
                            "flow.nodes." + message.id() + ".template",
                            "there is no template \"" + key + "\"; add it, or name another one"));
                    continue;
                }
                problems.addAll(reading.problems());
                template = reading.template();
            }
            if (template == null) {
                continue;
            }
            if (template.channel() != message.channel()) {
                problems.add(new Problem(
                        "flow.nodes." + message.id() + ".template",
                        "\"" + key + "\" is for " + template.channel().key() + ", the node sends by "
                                + message.channel().key() + "; name a template for that"));
            }
            if (used.put(key, template) == null) {
                check(template, version.kind(), renderer, problems);
            }
        }
        for (String key : brought.keySet()) {
            if (!used.containsKey(key)) {
                problems.add(new Problem("templates." + key, "no message uses it; leave it out"));
            }
        }
        return used;
    }

    /** @param at where the template's fields are; empty, or with a full stop at its end */
    static void placeholders(Template template, String at, Renderer renderer, List<Problem> problems) {
        texts(template).forEach((field, text) -> {
            try {
                renderer.render(text, Facts.NONE, Locale.ROOT, field.equals("html"));
            } catch (IllegalArgumentException broken) {
                problems.add(new Problem(at + field, String.valueOf(broken.getMessage())));
            }
        });
    }

    private static void check(Template template, Campaign.Kind kind, Renderer renderer, List<Problem> problems) {
        String at = "templates." + template.key() + ".";
        placeholders(template, at, renderer, problems);
        if (kind == Campaign.Kind.MARKETING
                && template instanceof Template.Email email
                && !email.html().contains(UNSUBSCRIBE_LINK)) {
            problems.add(new Problem(
                    at + "html", "marketing email needs a way out; add a link to {{" + UNSUBSCRIBE_LINK + "}}"));
        }
    }

    /** Everything of a template that has placeholders, by the name of its field. */
    private static SequencedMap<String, String> texts(Template template) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        switch (template) {
            case Template.Email email -> {
                texts.put("subject", email.subject());
                if (email.preheader() != null) {
                    texts.put("preheader", email.preheader());
                }
                texts.put("html", email.html());
                if (email.text() != null) {
                    texts.put("text", email.text());
                }
            }
            case Template.WhatsApp whatsApp -> {
                for (int i = 0; i < whatsApp.bodyParameters().size(); i++) {
                    texts.put(
                            "bodyParameters[" + i + "]",
                            whatsApp.bodyParameters().get(i));
                }
                if (whatsApp.headerImage() != null) {
                    texts.put("headerImage", whatsApp.headerImage());
                }
                if (whatsApp.button() != null) {
                    texts.put("button.url", whatsApp.button().url());
                }
            }
        }
        return texts;
    }
}
