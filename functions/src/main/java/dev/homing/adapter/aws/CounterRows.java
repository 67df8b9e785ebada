package dev.homing.adapter.aws;

import dev.homing.domain.analytics.Counter;
import dev.homing.domain.analytics.Cut;
import dev.homing.domain.channel.Channel;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * In which row and attribute of the analytics table a counter lies. There are three kinds of rows, so that each reader reads few of them, and
 * no partition takes the writes of all campaigns:
 *
 * <table>
 * <caption>Rows</caption>
 * <tr><th>pk</th><th>sk</th><th>holds</th></tr>
 * <tr><td>{@code DAYS#ledger#lane}</td><td>{@code day|campaign}</td><td>a campaign's totals of a day, channels among them</td></tr>
 * <tr><td>{@code NOW#ledger#lane}</td><td>{@code campaign|version}</td><td>where a version's runs stand</td></tr>
 * <tr><td>{@code CUTS#ledger#campaign}</td><td>{@code day|version|channel|arm|link}</td><td>everything finer, of all nodes</td></tr>
 * </table>
 *
 * <p>Campaigns are spread over {@link #LANES} by the hash of their keys.
 */
final class CounterRows {
    /** So many queries read the totals of all campaigns; so many times 1,000 write units a second are what DynamoDB takes of them. */
    static final int LANES = 8;

    private static final String DAYS = "DAYS#";
    private static final String NOW = "NOW#";
    private static final String CUTS = "CUTS#";

    /** After every other character that stands in a key. */
    private static final String LAST = "\uffff";

    private static final int CUT_PARTS = 5;

    private CounterRows() {}

    /** Rows of one partition, both ends inclusive. */
    record Range(String pk, String from, String to) {}

    static Key key(String ledger, Counter counter) {
        Cut cut = counter.cut();
        if (counter.day() == null) {
            return new Key(NOW + ledger + "#" + lane(counter.campaign()), counter.campaign() + "|" + cut.version());
        }
        if (cut.total()) {
            return new Key(DAYS + ledger + "#" + lane(counter.campaign()), counter.day() + "|" + counter.campaign());
        }
        Channel channel = cut.channel();
        return new Key(
                CUTS + ledger + "#" + counter.campaign(),
                String.join(
                        "|",
                        String.valueOf(counter.day()),
                        text(cut.version()),
                        channel == null ? "" : channel.key(),
                        text(cut.arm()),
                        text(cut.link())));
    }

    /**
     * Totals have their channel in the attribute, so that a campaign's day is one row; finer counters have their node there, so that a batch
     * writes one row however many steps its customers are at.
     */
    static String attribute(Counter counter) {
        Channel channel = counter.cut().channel();
        String node = counter.cut().node();
        String before = !counter.cut().total() ? node : channel == null ? null : channel.key();
        return before == null ? counter.name() : before + "/" + counter.name();
    }

    static Counter counter(String pk, String sk, String attribute) {
        if (pk.startsWith(NOW)) {
            int bar = sk.lastIndexOf('|');
            return new Counter(null, sk.substring(0, bar), Cut.of(Integer.parseInt(sk.substring(bar + 1))), attribute);
        }
        int bar = sk.indexOf('|');
        LocalDate day = LocalDate.parse(sk.substring(0, bar));
        int slash = attribute.lastIndexOf('/');
        String before = slash < 0 ? null : attribute.substring(0, slash);
        String name = attribute.substring(slash + 1);
        if (pk.startsWith(DAYS)) {
            Channel channel = before == null ? null : Channel.ofKey(before);
            return new Counter(day, sk.substring(bar + 1), channel == null ? Cut.ALL : Cut.of(channel), name);
        }
        String campaign = pk.substring(pk.indexOf('#', CUTS.length()) + 1);
        String[] parts = sk.split("\\|", CUT_PARTS);
        Cut cut = new Cut(number(parts[1]), before, textOrNull(parts[3]), Channel.ofKey(parts[2]), number(parts[4]));
        return new Counter(day, campaign, cut, name);
    }

    static Range totals(String ledger, int lane, LocalDate from, LocalDate to) {
        return new Range(DAYS + ledger + "#" + lane, from.toString(), to + "|" + LAST);
    }

    static Range cuts(String ledger, String campaign, LocalDate from, LocalDate to) {
        return new Range(CUTS + ledger + "#" + campaign, from.toString(), to + "|" + LAST);
    }

    static Range standing(String ledger, int lane) {
        return new Range(NOW + ledger + "#" + lane, " ", LAST);
    }

    static Range standing(String ledger, String campaign) {
        return new Range(NOW + ledger + "#" + lane(campaign), campaign + "|", campaign + "|" + LAST);
    }

    private static int lane(String campaign) {
        return Key.shard(campaign, LANES);
    }

    private static String text(@Nullable Object part) {
        return part == null ? "" : part.toString();
    }

    private static @Nullable String textOrNull(String part) {
        return part.isEmpty() ? null : part;
    }

    private static @Nullable Integer number(String part) {
        return part.isEmpty() ? null : Integer.valueOf(part);
    }
}
