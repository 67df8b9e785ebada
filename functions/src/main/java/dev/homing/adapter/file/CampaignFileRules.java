package dev.homing.adapter.file;

import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.app.port.Renderer;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.flow.Effect;
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

    /**
     * @param problems those of reading, and of nothing else, so far: a part that was read with a stand-in has its problem already, and what
     *     follows from the stand-in is not reported in other words
     */
    static void flow(Campaign.Version version, List<Problem> problems) {
        List<String> known = problems.stream()
                .map(Problem::field)
                .filter(field -> field.startsWith("flow"))
                .toList();
        for (String problem : version.flow().problems()) {
            int colon = problem.indexOf(": ");
            String field = "flow." + problem.substring(0, colon);
            boolean follows = known.stream().anyMatch(other -> related(field, other));
            // Where a way is missing, what it would lead to cannot be reached either.
            if (!follows && (known.isEmpty() || !problem.contains("no way leads to it"))) {
                problems.add(new Problem(field, problem.substring(colon + 2)));
            }
        }
    }

    /** What can be asked of the event is what runs keep of it, which not all triggers have. */
    static void branches(Campaign.Version version, List<Problem> problems) {
        if (version.trigger().tellsOfTheEvent()) {
            return;
        }
        for (Node node : version.flow().nodes().values()) {
            if (node instanceof Node.Branch branch) {
                for (Node.Branch.Case one : branch.cases()) {
                    if (one.condition().looksAtEvent()) {
                        problems.add(new Problem(
                                "flow.nodes." + branch.id() + ".cases." + one.name() + ".if",
                                "asks about the event, and with this trigger messages tell of the cart or of the customer"
                                        + " as they are by then; ask about these"));
                    }
                }
            }
        }
    }

    /** A run of the campaign is in progress when it comes to the step, so nothing would ever be started. */
    static void starts(Campaign.Version version, List<Problem> problems) {
        for (Node node : version.flow().nodes().values()) {
            if (node instanceof Node.Change change
                    && change.effect() instanceof Effect.Started(String campaign)
                    && campaign.equals(version.campaign())) {
                problems.add(new Problem(
                        "flow.nodes." + change.id() + ".startCampaign",
                        "names this campaign, which its customer is in at that moment; name another one"));
            }
        }
    }

    /** What a call is filled with, tried as templates are. */
    static void webhooks(Campaign.Version version, Renderer renderer, List<Problem> problems) {
        for (Node.Webhook webhook : version.flow().webhooks()) {
            webhook.call().texts().forEach((field, text) -> {
                try {
                    renderer.render(text, Facts.NONE, Locale.ROOT, Renderer.Into.LINE);
                } catch (IllegalArgumentException broken) {
                    problems.add(new Problem(
                            "flow.nodes." + webhook.id() + "." + field, String.valueOf(broken.getMessage())));
                }
            });
        }
    }

    private static boolean related(String field, String other) {
        return field.equals(other) || field.startsWith(other + ".") || other.startsWith(field + ".");
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
            for (Node.Message.Content content : message.contents()) {
                String field = "flow.nodes." + message.id()
                        + (content.channel() == message.channel()
                                ? ".template"
                                : ".fallbacks." + content.channel().key() + ".template");
                use(content, field, version, brought, others, renderer, used, problems);
            }
        }
        for (String key : brought.keySet()) {
            if (!used.containsKey(key)) {
                problems.add(new Problem("templates." + key, "no message uses it; leave it out"));
            }
        }
        return used;
    }

    private static void use(
            Node.Message.Content content,
            String field,
            Campaign.Version version,
            Map<String, Template> brought,
            CampaignFile.Templates others,
            Renderer renderer,
            Map<String, Template> used,
            List<Problem> problems) {
        String key = content.template();
        if (key.isEmpty()) {
            return;
        }
        Template template = used.containsKey(key) ? used.get(key) : brought.get(key);
        if (template == null) {
            CampaignFileTemplates.Reading reading = others.find(key);
            if (reading == null) {
                problems.add(new Problem(field, "there is no template \"" + key + "\"; add it, or name another one"));
                return;
            }
            problems.addAll(reading.problems());
            template = reading.template();
        }
        if (template == null) {
            return;
        }
        if (template.channel() != content.channel()) {
            problems.add(new Problem(
                    field,
                    "\"" + key + "\" is for " + template.channel().key() + ", the node sends by "
                            + content.channel().key() + "; name a template for that"));
        }
        if (used.put(key, template) == null) {
            check(template, version.kind(), renderer, problems);
        }
    }

    /** @param at where the template's fields are; empty, or with a full stop at its end */
    static void placeholders(Template template, String at, Renderer renderer, List<Problem> problems) {
        template.texts().forEach((field, text) -> {
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
}
