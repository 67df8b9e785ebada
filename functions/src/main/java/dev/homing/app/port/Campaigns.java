package dev.homing.app.port;

import dev.homing.domain.audience.Audience;
import dev.homing.domain.audience.StaticList;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.campaign.Launches;
import dev.homing.domain.campaign.Resume;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.Group;
import dev.homing.domain.template.Approval;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Campaigns, their versions, and the shop's settings. */
public interface Campaigns {
    /** As of the beginning of this invocation; read anew only when something was changed. It has the heads of campaigns and no version. */
    Configuration current();

    /** As of this moment, by a strongly consistent read: for what must not miss a change that somebody else just made. */
    Configuration latest();

    /**
     * A version, the live one or one that runs are still on. It is read when it is asked for, and kept for those who ask next.
     *
     * @throws IllegalArgumentException where there is none
     */
    Campaign.Version version(String campaign, int number);

    /** All versions of a campaign in short, oldest first; none where there is no such campaign. */
    List<Campaign.Published> versions(String campaign);

    /**
     * Takes the number of a campaign's next version. Nobody else gets it; numbers only grow, and one whose version was never published is
     * left out.
     */
    int nextNumber(String campaign);

    /**
     * Stores a version, and makes it live and visible to everyone's {@link #current}, unless a newer one is live. Templates that differ from
     * what is stored become new versions of themselves.
     *
     * @param version with a number that {@link #nextNumber} gave
     * @param status for a new campaign only; one that is there keeps its own
     * @return the campaign as it stands now
     * @throws TooLarge where it cannot be stored
     */
    Campaign publish(Campaign.Version version, Campaign.Status status);

    /**
     * Gives a published version another executable, as a deployment makes it. What it says stays the same, and so does its number.
     *
     * @throws IllegalArgumentException where there is no such version
     */
    void executable(String campaign, int number, String executable);

    /**
     * @param resume what becomes of those who wait, where this ends a pause
     * @param at when it was decided; pauses are counted by it
     * @throws IllegalArgumentException where there is no such campaign
     */
    void status(String campaign, Campaign.Status status, Resume resume, Instant at);

    /** The same, where whoever waited in a pause goes on. */
    default void status(String campaign, Campaign.Status status, Instant at) {
        status(campaign, status, Resume.CONTINUE, at);
    }

    /**
     * Changes which broadcasts a campaign had; visible to everyone's {@link #current}.
     *
     * @throws IllegalArgumentException where there is no such campaign
     */
    void launches(String campaign, UnaryOperator<Launches> change);

    /** What was saved and is not live, by a strongly consistent read; null where there is nothing. */
    @Nullable
    Draft draft(String campaign);

    /** The heads of campaigns that have a draft, as they would be with it; of one that was never activated with number 0, as a draft. By key. */
    List<Campaign> drafts();

    /**
     * Stores a draft with the next revision. Templates that differ from what is stored become new versions of themselves.
     *
     * @param draft with the revision that is there; 0: there is none
     * @return the draft as it is stored; null where somebody else stored or removed one meanwhile
     * @throws TooLarge where it cannot be stored
     */
    @Nullable
    Draft save(Draft draft);

    /**
     * Removes a draft.
     *
     * @return false where it is not there in this revision
     */
    boolean discard(Draft draft);

    /**
     * Saves an audience, where nothing was changed since the configuration of that number; visible to everyone's {@link #current}.
     *
     * @param audience with {@code since} 0 where its condition is a new one: it counts from the configuration on that the change makes
     * @return the audience as it is stored; null where something was changed meanwhile
     * @throws TooLarge where it cannot be stored
     */
    @Nullable
    Audience save(Audience audience, long number);

    /** @return false where something was changed since the configuration of that number */
    boolean save(StaticList list, long number);

    /**
     * Keeps what WhatsApp says of a template; visible to everyone's {@link #current}.
     *
     * @return false where something was changed since the configuration of that number
     */
    boolean save(Approval approval, long number);

    /**
     * Removes an audience or a list; nothing where there is none.
     *
     * @return false where something was changed since the configuration of that number
     */
    boolean remove(Group group, long number);

    void shop(Shop shop);

    /** @param sha256 of the key, in hex */
    void writeKey(String sha256, Origin origin);
}
