package dev.homing.adapter.aws;

import dev.homing.adapter.file.CampaignFileTemplates;
import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.app.port.Templates;
import dev.homing.domain.template.TemplateVersion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Templates in the config table: {@code TEMPLATE#<key>} has {@code V#<number>}, a version whole, and {@code L#<number>}, the same in one line;
 * {@code TEMPLATES}, {@code <key>} is the newest version's line, whose revision is its number.
 */
public final class DynamoDbTemplates implements Templates {
    private static final String NEWEST = "TEMPLATES";
    private static final String VERSION = "V#";
    private static final String LINE = "L#";
    private static final String WORDS = "line";
    private static final int MOST_KEPT = 400;
    private static final long HEAVIEST_KEPT = 16_000_000;

    private final DynamoTable config;
    private final Bounded<Key, Kept> kept = new Bounded<>(MOST_KEPT, HEAVIEST_KEPT, Kept::weight);

    public DynamoDbTemplates(DynamoDbClient client, String configTable) {
        this.config = new DynamoTable(client, configTable);
    }

    private record Kept(TemplateVersion version, long weight) {}

    @Override
    public @Nullable TemplateVersion newest(String key) {
        Item line = config.get(new Key(NEWEST, key));
        return line == null ? null : version(key, (int) line.revision());
    }

    @Override
    public @Nullable TemplateVersion version(String template, int number) {
        Key key = key(template, VERSION, number);
        Kept known = kept.find(key);
        if (known != null) {
            return known.version();
        }
        Item item = config.get(key);
        if (item == null) {
            return null;
        }
        Fields line = Fields.parse(item.text(WORDS));
        TemplateVersion read = new TemplateVersion(
                CampaignFileTemplates.read(item.body()), number, line.text("by"), Instant.parse(line.text("at")));
        kept.put(key, new Kept(read, item.body().length()));
        return read;
    }

    @Override
    public List<TemplateVersion.Line> all() {
        return lines(config.all(NEWEST, ""));
    }

    @Override
    public List<TemplateVersion.Line> versions(String key) {
        return lines(config.all(pk(key), LINE));
    }

    private static List<TemplateVersion.Line> lines(List<Item> items) {
        return items.stream()
                .map(item -> {
                    Fields line = Fields.parse(item.text(WORDS));
                    return new TemplateVersion.Line(
                            line.text("key"),
                            (int) line.number("number"),
                            line.text("name"),
                            Keys.channel(line.text("channel")),
                            line.text("by"),
                            Instant.parse(line.text("at")));
                })
                .toList();
    }

    @Override
    public boolean add(TemplateVersion version) {
        String key = version.template().key();
        String body = Limits.fitting(
                CampaignFileTemplates.toJson(version.template()).toString(),
                Limits.ITEM,
                "templates." + key,
                "The template \"" + key + "\" has",
                "shorten it, and keep pictures as links");
        TemplateVersion.Line line = version.line();
        String words = new Fields()
                .put("key", key)
                .put("number", line.number())
                .put("name", line.name())
                .put("channel", line.channel().key())
                .put("by", line.by())
                .put("at", line.at().toString())
                .write();
        return config.saveAll(
                Item.of(new Key(NEWEST, key)).with(WORDS, words),
                version.number() - 1,
                List.of(
                        Item.of(key(key, VERSION, version.number()))
                                .with(Item.BODY, body)
                                .with(WORDS, words),
                        Item.of(key(key, LINE, version.number())).with(WORDS, words)),
                List.of());
    }

    private static Key key(String template, String prefix, int number) {
        return new Key(pk(template), prefix + String.format(Locale.ROOT, "%05d", number));
    }

    private static String pk(String template) {
        return "TEMPLATE#" + template;
    }
}
