package dev.homing.adapter.memory;

import dev.homing.app.port.Memberships;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Members of groups in memory. */
public final class MemoryMemberships implements Memberships {
    private record Membership(boolean in, Instant at) {}

    private final Map<Group, TreeMap<String, Membership>> groups = new HashMap<>();

    @Override
    public synchronized void put(Group group, CustomerId customer, boolean in, Instant at) {
        TreeMap<String, Membership> members = groups.computeIfAbsent(group, _ -> new TreeMap<>());
        Membership known = members.get(customer.value());
        if (known == null || !known.at.isAfter(at)) {
            members.put(customer.value(), new Membership(in, at));
        }
    }

    @Override
    public synchronized Standing standing(Group group, CustomerId customer) {
        Membership known = groups.getOrDefault(group, new TreeMap<>()).get(customer.value());
        return known == null ? new Standing(false, Instant.EPOCH) : new Standing(known.in, known.at);
    }

    @Override
    public synchronized long count(Group group) {
        return members(group).size();
    }

    @Override
    public synchronized Page members(Group group, @Nullable String after, int limit) {
        List<CustomerId> members = members(group).stream()
                .filter(member -> after == null || member.value().compareTo(after) > 0)
                .limit(limit)
                .toList();
        return new Page(
                members, members.size() < limit ? null : members.getLast().value());
    }

    private List<CustomerId> members(Group group) {
        return groups.getOrDefault(group, new TreeMap<>()).entrySet().stream()
                .filter(entry -> entry.getValue().in)
                .map(entry -> new CustomerId(entry.getKey()))
                .toList();
    }

    @Override
    public synchronized boolean clear(Group group, int limit) {
        groups.remove(group);
        return false;
    }

    @Override
    public synchronized void forget(Group group, CustomerId customer) {
        groups.getOrDefault(group, new TreeMap<>()).remove(customer.value());
    }
}
