package dev.homing.app.campaign;

import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Campaign.Kind;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.flow.Effect;
import dev.homing.domain.flow.Node;
import dev.homing.domain.template.Approval;
import dev.homing.domain.template.Placeholders;
import dev.homing.domain.template.Template;
import dev.homing.domain.trigger.Start;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is possible in a campaign, and probably not meant. Nothing is refused for it. */
public final class Warnings {
    /**
     * @param field where, as files name it
     * @param message what is odd, and what to do about it
     */
    public record Warning(String field, String message) {}

    private Warnings() {}

    public static List<Warning> of(Campaign.Version version, Configuration configuration) {
        List<Warning> warnings = new ArrayList<>();
        for (Template template : version.templates().values()) {
            warnings.addAll(of(template, "templates." + template.key() + "."));
            String said = said(configuration.approval(template));
            if (said != null) {
                warnings.add(new Warning("templates." + template.key(), said));
            }
        }
        for (Campaign other : configuration.campaigns().values()) {
            if (other.active() && !other.key().equals(version.campaign()) && startAlike(other, version)) {
                warnings.add(new Warning(
                        "trigger",
                        "The active campaign \"" + other.name() + "\" starts with the same events, so one customer can"
                                + " hear from both about the same thing; pause one of them, or make their conditions"
                                + " exclude each other"));
            }
        }
        version.flow().nodes().values().forEach(node -> {
            if (node instanceof Node.Change change) {
                String missing = missing(change.effect(), configuration);
                if (missing != null) {
                    warnings.add(new Warning("flow.nodes." + change.id(), missing));
                }
            }
        });
        for (Node.Webhook webhook : version.flow().webhooks()) {
            webhook.call()
                    .texts()
                    .forEach((field, text) -> warnings.addAll(unknown(
                            "flow.nodes." + webhook.id() + "." + field,
                            text,
                            "it is left out where nothing fills it")));
        }
        return warnings;
    }

    /** What WhatsApp says of a template that is to be known; null where there is nothing. */
    private static @Nullable String said(@Nullable Approval approval) {
        if (approval == null || approval.usual()) {
            return null;
        }
        String details = approval.details() == null ? "" : " (" + approval.details() + ")";
        String name = "The WhatsApp template \"" + approval.name() + "\" ";
        return approval.sendable()
                ? name + "is badly received, so WhatsApp may stop it; send it to fewer customers, or better words"
                : name + "is " + approval.status().key() + " since " + approval.at() + details
                        + ", so its messages are left out or go by the next channel until WhatsApp approves it again;"
                        + " see to it in WhatsApp Manager";
    }

    /** What a step names and there is not; null where there is all of it. */
    private static @Nullable String missing(Effect effect, Configuration configuration) {
        return switch (effect) {
            case Effect.Attribute _, Effect.Suppressed _ -> null;
            case Effect.OnList(String list) -> list(list, configuration);
            case Effect.OffList(String list) -> list(list, configuration);
            case Effect.Started(String key) -> {
                Campaign other = configuration.campaign(key);
                yield other == null
                        ? "No campaign \"" + key
                                + "\" was ever activated, so nothing is started; activate it, or name another" + " one"
                        : other.trigger().start() instanceof Start.Called
                                ? null
                                : "The campaign \"" + other.name()
                                        + "\" is not started by a call, so nothing is started;"
                                        + " give it a trigger of the type \"called\"";
            }
        };
    }

    private static @Nullable String list(String key, Configuration configuration) {
        return configuration.groups().lists().containsKey(key)
                ? null
                : "There is no list \"" + key + "\", so nothing changes; add it, or name another one";
    }

    /** @param at where the template's fields are; empty, or with a full stop at its end */
    public static List<Warning> of(Template template, String at) {
        List<Warning> warnings = new ArrayList<>();
        template.texts()
                .forEach((field, text) ->
                        warnings.addAll(unknown(at + field, text, "it stays as it is where nothing fills it")));
        return warnings;
    }

    private static List<Warning> unknown(String field, String text, String otherwise) {
        List<Warning> warnings = new ArrayList<>();
        Placeholders.unknown(text)
                .forEach((name, meant) -> warnings.add(new Warning(
                        field,
                        "{{" + name + "}} is not a known field"
                                + (meant == null
                                        ? "; " + otherwise
                                        : "; did you mean {{" + meant + "}}? "
                                                + Character.toUpperCase(otherwise.charAt(0))
                                                + otherwise.substring(1)))));
        return warnings;
    }

    /** A payment that failed and an order that was paid for are told of by two campaigns on purpose: only marketing counts. */
    private static boolean startAlike(Campaign other, Campaign.Version version) {
        EventPattern theirs = other.trigger().start().begins();
        EventPattern ours = version.trigger().start().begins();
        return other.kind() == Kind.MARKETING
                && version.kind() == Kind.MARKETING
                && theirs != null
                && ours != null
                && !Collections.disjoint(theirs.names(), ours.names());
    }
}
