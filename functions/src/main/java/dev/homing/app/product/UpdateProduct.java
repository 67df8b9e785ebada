package dev.homing.app.product;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Products;
import dev.homing.domain.Facts;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.product.Product;
import java.time.Instant;

/**
 * Brings the catalogue up to date, and has those told of a change who took an interest in the product, where a live campaign or audience asks for
 * it. The same statement again changes nothing, and tells once more what is known by then.
 */
public final class UpdateProduct {
    private final Products products;
    private final Campaigns campaigns;
    private final OutcomeQueue outcomeQueue;
    private final Tries tries;

    public UpdateProduct(Products products, Campaigns campaigns, OutcomeQueue outcomeQueue, Backoff backoff) {
        this.products = products;
        this.campaigns = campaigns;
        this.outcomeQueue = outcomeQueue;
        this.tries = new Tries(backoff);
    }

    /**
     * @param statement by which the statement is known
     * @return the product as it is now
     */
    public Product update(String id, Facts properties, Instant at, String statement) {
        Product product = tries.until("The product " + id, () -> {
            Product known = products.load(id);
            Product stated = known.stated(properties, at, statement);
            return stated.equals(known) || products.save(stated) ? stated : null;
        });
        boolean asked = campaigns.current().concerns(OwnEvents.PRODUCT_CHANGED);
        if (asked && product.statement().equals(statement)) {
            for (Product.Change change : product.changed()) {
                outcomeQueue.enqueue(new Job.TellOfProduct(
                        id, change.property(), statement, product.at(), product.told(change), 0, null));
            }
        }
        return product;
    }
}
