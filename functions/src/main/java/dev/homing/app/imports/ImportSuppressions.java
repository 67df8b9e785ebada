package dev.homing.app.imports;

import dev.homing.app.SideBySide;
import dev.homing.app.imports.ImportCustomers.Counted;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Imports.Rejected;
import dev.homing.app.port.Suppressions;
import dev.homing.app.react.SuppressAddress;
import dev.homing.domain.EmailAddress;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.profile.PhoneNumbers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings in a list of addresses that are not to be written to, as other systems export them. It only adds: an import never lets anybody be written to
 * again, and the same file once more does nothing.
 */
public final class ImportSuppressions {
    /** An address as an export names it whose text is not kept. */
    private static final Pattern HASH = Pattern.compile("[a-z2-7]{26}");

    private static final Map<String, Why> REASONS = Map.ofEntries(
            Map.entry("", Why.UNSUBSCRIBED),
            Map.entry("unsubscribed", Why.UNSUBSCRIBED),
            Map.entry("unsubscribe", Why.UNSUBSCRIBED),
            Map.entry("optout", Why.UNSUBSCRIBED),
            Map.entry("optedout", Why.UNSUBSCRIBED),
            Map.entry("suppressed", Why.UNSUBSCRIBED),
            Map.entry("usersuppressed", Why.UNSUBSCRIBED),
            Map.entry("manuallysuppressed", Why.UNSUBSCRIBED),
            Map.entry("manual", Why.UNSUBSCRIBED),
            Map.entry("bounced", Why.BOUNCED),
            Map.entry("bounce", Why.BOUNCED),
            Map.entry("hardbounce", Why.BOUNCED),
            Map.entry("hardbounced", Why.BOUNCED),
            Map.entry("invalid", Why.BOUNCED),
            Map.entry("invalidemail", Why.BOUNCED),
            Map.entry("cleaned", Why.BOUNCED),
            Map.entry("complained", Why.COMPLAINED),
            Map.entry("complaint", Why.COMPLAINED),
            Map.entry("spam", Why.COMPLAINED),
            Map.entry("spamcomplaint", Why.COMPLAINED),
            Map.entry("spamreport", Why.COMPLAINED),
            Map.entry("markedasspam", Why.COMPLAINED),
            Map.entry("abuse", Why.COMPLAINED),
            Map.entry("stop", Why.STOPPED),
            Map.entry("stopped", Why.STOPPED),
            Map.entry("erased", Why.ERASED));

    private final Suppressions suppressions;
    private final Campaigns campaigns;
    private final PhoneNumbers phones;
    private final SuppressAddress suppressAddress;
    private final SideBySide sideBySide;

    public ImportSuppressions(
            Suppressions suppressions,
            Campaigns campaigns,
            PhoneNumbers phones,
            SuppressAddress suppressAddress,
            SideBySide sideBySide) {
        this.suppressions = suppressions;
        this.campaigns = campaigns;
        this.phones = phones;
        this.suppressAddress = suppressAddress;
        this.sideBySide = sideBySide;
    }

    /** @param written the address itself; null where the line has its hash alone */
    private record Suppressed(AddressKey address, @Nullable String written, Why why, Instant at) {}

    /** An address as a line names it. */
    private record Named(AddressKey key, @Nullable String written) {}

    /** What a line says, and what of it is new. */
    private record Read(boolean known, List<Suppressed> fresh) {}

    Counted bringIn(List<Line> lines, Instant now) {
        Map<Long, Read> read = new ConcurrentHashMap<>();
        Map<Long, String> refused = new ConcurrentHashMap<>();
        sideBySide.each(lines, line -> {
            try {
                read.put(line.number(), read(line, now));
            } catch (IllegalArgumentException why) {
                refused.put(line.number(), String.valueOf(why.getMessage()));
            }
        });
        int created = 0;
        int changed = 0;
        int unchanged = 0;
        List<Suppressed> fresh = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (Line line : lines) {
            Read one = read.get(line.number());
            if (one == null) {
                rejected.add(new Rejected(line.number(), refused.getOrDefault(line.number(), "it cannot be read")));
            } else if (one.fresh().isEmpty()) {
                unchanged++;
            } else {
                created += one.known() ? 0 : 1;
                changed += one.known() ? 1 : 0;
                fresh.addAll(one.fresh());
            }
        }
        sideBySide.each(fresh, one -> suppressAddress.asImported(one.address(), one.written(), one.why(), one.at()));
        return new Counted(created, changed, unchanged, rejected);
    }

    private Read read(Line line, Instant now) {
        Map<String, String> columns = line.values().values().entrySet().stream()
                .filter(column -> column.getValue() != null
                        && !column.getValue().toString().isBlank())
                .collect(Collectors.toMap(
                        column -> Columns.letters(column.getKey()),
                        column -> String.valueOf(column.getValue()).strip(),
                        (first, _) -> first));
        Why why = why(first(columns, "reason", "suppressionreason", "type", "status"));
        Instant at = at(
                first(columns, "at", "date", "timestamp", "created", "createdat", "suppressedat", "since", "time"),
                now);
        boolean known = false;
        List<Suppressed> fresh = new ArrayList<>();
        for (Named address : addresses(columns)) {
            Suppression before = suppressions.of(address.key());
            known |= !before.reasons().isEmpty();
            if (!before.standsFor(why) || !before.writtenAs(address.written()).equals(before)) {
                fresh.add(new Suppressed(address.key(), address.written(), why, at));
            }
        }
        return new Read(known, fresh);
    }

    private List<Named> addresses(Map<String, String> columns) {
        String channel = first(columns, "channel");
        String email = first(columns, "email", "emailaddress", "mail");
        String phone = first(columns, "phone", "phonenumber", "mobile");
        String either = first(columns, "address", "recipient");
        if (either != null && email == null && phone == null) {
            email = either.contains("@") ? either : null;
            phone = email == null ? either : null;
        }
        List<Named> addresses = new ArrayList<>();
        Channel hashedOn = channel == null ? null : Channel.ofKey(channel.toLowerCase(Locale.ROOT));
        String hash = first(columns, "hash");
        boolean named = email != null || phone != null || either != null;
        // What a push goes to has no address that anybody would write down.
        if (hash != null && hashedOn != null && (!named || hashedOn == Channel.PUSH)) {
            if (!HASH.matcher(hash).matches()) {
                throw new IllegalArgumentException("hash: \"" + hash + "\" is none of Homing's; send the address");
            }
            return List.of(new Named(new AddressKey(hashedOn, hash), null));
        }
        if (email != null && !reachedByPhone(channel)) {
            String address = EmailAddress.read(email);
            if (address == null) {
                throw new IllegalArgumentException("email: \"" + email + "\" is no email address");
            }
            addresses.add(new Named(AddressKey.of(Channel.EMAIL, address), address));
        }
        if (phone != null && !Channel.EMAIL.key().equalsIgnoreCase(channel)) {
            String number = phones.read(phone, campaigns.current().shop().country());
            if (number == null) {
                throw new IllegalArgumentException(
                        "phone: \"" + phone
                                + "\" is no number that can be called; write it with the country's code, such as +4915112345678");
            }
            Arrays.stream(Channel.values())
                    .filter(one ->
                            one.goesToPhones() && (channel == null || one.key().equalsIgnoreCase(channel)))
                    .forEach(one -> addresses.add(new Named(AddressKey.of(one, number), number)));
        }
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException(
                    email == null && phone == null
                            ? "email, phone: both are missing; say in one of them who is not to be written to"
                            : "channel: \"" + channel + "\" does not fit the address; it is one of "
                                    + Arrays.stream(Channel.values())
                                            .map(Channel::key)
                                            .collect(Collectors.joining(", "))
                                    + ", or nothing for all");
        }
        return addresses;
    }

    private static boolean reachedByPhone(@Nullable String channel) {
        return channel != null
                && Arrays.stream(Channel.values())
                        .anyMatch(one -> one.goesToPhones() && one.key().equalsIgnoreCase(channel));
    }

    private static Why why(@Nullable String said) {
        Why why = REASONS.get(said == null ? "" : Columns.letters(said));
        if (why == null) {
            throw new IllegalArgumentException(
                    "reason: \"" + said
                            + "\" is not known; it is unsubscribed, bounced, complained, stopped or erased, or nothing for unsubscribed");
        }
        return why;
    }

    private Instant at(@Nullable String said, Instant now) {
        if (said == null) {
            return now;
        }
        ZoneId zone = campaigns.current().shop().zone();
        String text = said.replace(' ', 'T');
        try {
            Instant at = text.length() <= "2026-12-24".length()
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : text.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            return at.isAfter(now) ? now : at;
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException(
                    "date: \"" + said + "\" is no time; write it as 2026-12-24 or 2026-12-24T09:00:00Z", noTime);
        }
    }

    private static @Nullable String first(Map<String, String> columns, String... names) {
        for (String name : names) {
            String value = columns.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
