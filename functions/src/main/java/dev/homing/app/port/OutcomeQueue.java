package dev.homing.app.port;

import dev.homing.domain.Facts;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Leg;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is done later and at a bounded rate, so that another service's quota never holds up events. */
public interface OutcomeQueue {
    sealed interface Job {
        /** Something is still pending in a customer's state. */
        record Settle(CustomerId customer) implements Job {}

        /** The run is closed, or goes on elsewhere; the execution of this leg is to be stopped. */
        record Stop(RunId run, String campaign, int version, Leg leg, String reason) implements Job {}

        /** A run was closed by hand; what follows from that is to be done. */
        record TakenOut(RunId run) implements Job {}

        /** A customer was added to a campaign by hand, at a moment. */
        record Add(String campaign, CustomerId customer, Instant at) implements Job {}

        /** A campaign was resumed: what was held goes on, a page of it at a time. */
        record Release(String campaign) implements Job {}

        /**
         * Everybody is to be looked at, a page at a time, as a condition is new that customers are grouped by.
         *
         * @param number of the configuration with that condition
         * @param after where the page begins; null: the first
         */
        record Walk(long number, @Nullable String after) implements Job {}

        /**
         * Those who took an interest in a product are to be told that it changed, a page at a time.
         *
         * @param property that changed
         * @param statement by which the statement of it is known
         * @param properties what they are told
         * @param shard of those customers, and where in it the page begins; null: at its beginning
         */
        record TellOfProduct(
                String product,
                String property,
                String statement,
                Instant at,
                Facts properties,
                int shard,
                @Nullable String after)
                implements Job {
            public TellOfProduct from(int newShard, @Nullable String newAfter) {
                return new TellOfProduct(product, property, statement, at, properties, newShard, newAfter);
            }
        }

        /**
         * A broadcast is to be taken further, a page at a time.
         *
         * @param step of it, when this was asked for
         */
        record Broadcast(String campaign, int number, int step) implements Job {}

        /**
         * Everything of a customer is to be erased, a page at a time.
         *
         * @param erasure its id
         * @param step of it, when this was asked for
         */
        record Erase(String erasure, int step) implements Job {}

        /**
         * Something is to be done to the members of a group, a page at a time.
         *
         * @param walk its name
         * @param step of it, when this was asked for
         */
        record Members(String walk, int step) implements Job {}

        /** A day has passed, and what is done once a day is to be done. */
        record Daily() implements Job {}

        /**
         * Customers who have been silent for very long are to be looked at, a page at a time.
         *
         * @param day in UTC on which they were active last
         * @param after where the page begins; null: the first
         */
        record Expire(LocalDate day, @Nullable String after) implements Job {}

        /**
         * What the email provider's own list says is to be taken over, a page at a time.
         *
         * @param since only what came onto it later
         * @param after where the page begins; null: the first
         */
        record Reconcile(Instant since, @Nullable String after) implements Job {}

        /**
         * People of a campaign are to be moved or ended, a page at a time.
         *
         * @param step of its relocation, when this was asked for
         */
        record Relocate(String campaign, int step) implements Job {}

        /** A message that no flow waits for is to go to its channel's queue at that time. */
        record SendLater(SendJob job, Instant at) implements Job {}
    }

    default void enqueue(Job job) {
        enqueue(job, Duration.ZERO);
    }

    /** @param after the shortest time until it is done, at most 15 minutes */
    void enqueue(Job job, Duration after);
}
