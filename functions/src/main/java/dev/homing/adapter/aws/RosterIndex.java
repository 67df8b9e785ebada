package dev.homing.adapter.aws;

import dev.homing.app.port.Conversations;
import dev.homing.app.port.Roster;
import dev.homing.domain.conversation.Conversation;
import dev.homing.domain.run.Run;

/**
 * The index of the activity table that the roster is read from (decision 0024), and conversations by their latest words (decision 0066). A run's
 * keys never change; its status and version are in it as well, for filters.
 */
final class RosterIndex {
    static final String NAME = "roster";

    /** Key of the campaign and a lane, so that a campaign that starts thousands at once does not wait for one partition. */
    static final String LANE = "lane";

    static final String PLACE = "place";
    static final String STATUS = "status";
    static final String VERSION = "version";

    static final int LANES = 4;

    private RosterIndex() {}

    static Item with(Item item, Run run) {
        return item.with(LANE, lane(run.campaign(), Key.shard(run.id().hash(), LANES)))
                .with(PLACE, Roster.place(run))
                .with(STATUS, run.status().key())
                .with(VERSION, run.campaignVersion());
    }

    /** A conversation moves with what is said in it, and to the other lane when it is read. No campaign's key has capitals. */
    static Item with(Item item, Conversation conversation) {
        return item.with(LANE, lane(conversation.unread() > 0)).with(PLACE, Conversations.place(conversation));
    }

    static String lane(boolean unread) {
        return unread ? "TALK#unread" : "TALK#read";
    }

    static String lane(String campaign, int lane) {
        return campaign + "#" + lane;
    }
}
