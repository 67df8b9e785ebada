package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.Meter;
import dev.homing.emulator.Response;
import dev.homing.emulator.Timed;
import dev.homing.emulator.VirtualClock;
import dev.homing.emulator.tables.CallRefused;
import dev.homing.emulator.tables.TableEngine;
import dev.homing.emulator.wire.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tables in memory. Every write to a table is one step, whatever the thread; what it costs is counted as DynamoDB counts. What expires is removed
 * within an hour of the emulator's clock.
 */
public final class TablesInMemory implements TableEngine, Timed {
    private static final long SWEEP_SECONDS = Duration.ofHours(1).toSeconds();

    private final VirtualClock clock;
    private final Catalogue catalogue;
    private final Reads reads;
    private final Queries queries;
    private final Writes writes;
    private final Transactions transactions;
    private final Streams streams;
    private volatile Runnable written = () -> {};

    public TablesInMemory(Context context, Meter meter) {
        this.clock = context.clock();
        this.catalogue = new Catalogue(context);
        this.reads = new Reads(catalogue, meter);
        this.queries = new Queries(catalogue, meter);
        this.writes = new Writes(catalogue, meter, context.clock());
        this.transactions = new Transactions(catalogue, meter, context.clock());
        this.streams = new Streams(catalogue);
    }

    @Override
    public void onWrite(Runnable action) {
        written = action;
    }

    @Override
    public Response call(String operation, ObjectNode request) {
        try {
            return Response.ok(carryOut(operation, request));
        } catch (Refusal refusal) {
            return refusal.response();
        } catch (Refused refused) {
            return refused.response();
        }
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request) throws CallRefused {
        try {
            return carryOut(operation, request);
        } catch (Refusal refusal) {
            throw new CallRefused(operation, refusal.name(), refusal.said());
        } catch (Refused refused) {
            throw new CallRefused(operation, refused.type(), String.valueOf(refused.getMessage()));
        }
    }

    private ObjectNode carryOut(String operation, ObjectNode request) {
        return switch (operation) {
            case "GetItem" -> reads.get(request);
            case "BatchGetItem" -> reads.batch(request);
            case "TransactGetItems" -> reads.transact(request);
            case "Query" -> queries.query(request);
            case "Scan" -> queries.scan(request);
            case "PutItem" -> wrote(writes.one(request, Write.Kind.PUT));
            case "UpdateItem" -> wrote(writes.one(request, Write.Kind.UPDATE));
            case "DeleteItem" -> wrote(writes.one(request, Write.Kind.DELETE));
            case "BatchWriteItem" -> wrote(writes.batch(request));
            case "TransactWriteItems" -> wrote(transactions.write(request));
            case "CreateTable" -> catalogue.create(request);
            case "DescribeTable" -> catalogue.describe(request);
            case "DeleteTable" -> catalogue.delete(request);
            case "ListTables" -> catalogue.list(request);
            case "UpdateTimeToLive" -> catalogue.updateTimeToLive(request);
            case "DescribeTimeToLive" -> catalogue.describeTimeToLive(request);
            case "ListStreams" -> streams.list(request);
            case "DescribeStream" -> streams.describe(request);
            case "GetShardIterator" -> streams.iterator(request);
            case "GetRecords" -> streams.records(request);
            default -> throw Refusal.of("UnknownOperationException", "The tables here do not know " + operation);
        };
    }

    private ObjectNode wrote(ObjectNode answer) {
        written.run();
        return answer;
    }

    @Override
    public Optional<Instant> nextDue() {
        return catalogue.all().stream()
                .flatMap(table -> firstExpiry(table, clock.now()).stream())
                .min(Instant::compareTo);
    }

    /** Items go together at the full hour: a look for each would be a wake-up for each. */
    private static Optional<Instant> firstExpiry(Table table, Instant now) {
        if (table.expiry() == null) {
            return Optional.empty();
        }
        table.lock().lock();
        try {
            Expiry expiry = table.expiry();
            Long first = expiry == null ? null : expiry.first(now.getEpochSecond());
            return first == null
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochSecond((Math.floorDiv(first, SWEEP_SECONDS) + 1) * SWEEP_SECONDS));
        } finally {
            table.lock().unlock();
        }
    }

    @Override
    public boolean runDue(Instant now) {
        boolean did = false;
        for (Table table : catalogue.all()) {
            Optional<Instant> due = firstExpiry(table, now);
            if (due.isPresent() && !due.get().isAfter(now)) {
                did |= writes.expire(table, now.getEpochSecond());
            }
        }
        if (did) {
            written.run();
        }
        return did;
    }

    @Override
    public String describe() {
        return "what expires in tables";
    }

    @Override
    public void close() {
        // Nothing runs.
    }
}
