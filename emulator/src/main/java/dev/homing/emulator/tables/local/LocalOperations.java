package dev.homing.emulator.tables.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homing.emulator.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.dispatchers.BatchExecuteStatementDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.BatchGetItemDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.BatchWriteItemDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.CreateTableDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.DeleteItemDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.DeleteTableDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.DescribeLimitsDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.DescribeStreamDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.DescribeTableDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.Dispatcher;
import software.amazon.dynamodb.services.local.dispatchers.ExecuteStatementDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.ExecuteTransactionDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.GetItemDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.GetRecordsDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.GetShardIteratorDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.ListStreamsDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.ListTablesDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.ListTagsOfResourceDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.PutItemDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.QueryDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.ScanDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.TagResourceDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.TransactGetItemsDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.TransactWriteItemsDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.UntagResourceDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.UpdateItemDispatcher;
import software.amazon.dynamodb.services.local.dispatchers.UpdateTableDispatcher;
import software.amazon.dynamodb.services.local.exceptions.ExceptionBean;
import software.amazon.dynamodb.services.local.server.DynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

/**
 * DynamoDB Local without its HTTP server (which listens on all interfaces): the JSON of a call goes straight to the dispatcher that
 * the server would have chosen. In memory; one data set whatever the credentials. Safe for any thread.
 */
final class LocalOperations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalOperations.class);
    private static final String CREDENTIALS = "emulator";
    private static final String REGION = "local";

    private final DynamoDbObjectMapper mapper = new DynamoDbObjectMapper();
    private final Map<String, Operation<?>> operations = new HashMap<>();
    private final DynamoDBRequestHandler handler;

    private record Operation<T>(Class<T> request, Dispatcher<T> dispatcher) {}

    LocalOperations() {
        try {
            SQLiteLibraryLoader.initialize();
        } catch (Exception unusable) {
            throw new IllegalStateException("DynamoDB Local's native library could not be loaded", unusable);
        }
        handler = new LocalDynamoDBRequestHandler(0, true, null, true, false);
        add("CreateTable", CreateTableRequest.class, CreateTableDispatcher::new);
        add("DeleteTable", DeleteTableRequest.class, DeleteTableDispatcher::new);
        add("DescribeTable", DescribeTableRequest.class, DescribeTableDispatcher::new);
        add("DescribeLimits", DescribeLimitsRequest.class, DescribeLimitsDispatcher::new);
        add("ListTables", ListTablesRequest.class, ListTablesDispatcher::new);
        add("UpdateTable", UpdateTableRequest.class, UpdateTableDispatcher::new);
        add("BatchGetItem", BatchGetItemRequest.class, BatchGetItemDispatcher::new);
        add("BatchWriteItem", BatchWriteItemRequest.class, BatchWriteItemDispatcher::new);
        add("DeleteItem", DeleteItemRequest.class, DeleteItemDispatcher::new);
        add("GetItem", GetItemRequest.class, GetItemDispatcher::new);
        add("PutItem", PutItemRequest.class, PutItemDispatcher::new);
        add("Query", QueryRequest.class, QueryDispatcher::new);
        add("Scan", ScanRequest.class, ScanDispatcher::new);
        add("UpdateItem", UpdateItemRequest.class, UpdateItemDispatcher::new);
        add("TransactGetItems", TransactGetItemsRequest.class, TransactGetItemsDispatcher::new);
        add("TransactWriteItems", TransactWriteItemsRequest.class, TransactWriteItemsDispatcher::new);
        add("ExecuteStatement", ExecuteStatementRequest.class, ExecuteStatementDispatcher::new);
        add("BatchExecuteStatement", BatchExecuteStatementRequest.class, BatchExecuteStatementDispatcher::new);
        add("ExecuteTransaction", ExecuteTransactionRequest.class, ExecuteTransactionDispatcher::new);
        add("TagResource", TagResourceRequest.class, TagResourceDispatcher::new);
        add("UntagResource", UntagResourceRequest.class, UntagResourceDispatcher::new);
        add("ListTagsOfResource", ListTagsOfResourceRequest.class, ListTagsOfResourceDispatcher::new);
        add("ListStreams", ListStreamsRequest.class, ListStreamsDispatcher::new);
        add("DescribeStream", DescribeStreamRequest.class, DescribeStreamDispatcher::new);
        add("GetShardIterator", GetShardIteratorRequest.class, GetShardIteratorDispatcher::new);
        add("GetRecords", GetRecordsRequest.class, GetRecordsDispatcher::new);
    }

    private <T> void add(String name, Class<T> request, Function<ObjectMapper, Dispatcher<T>> dispatcher) {
        operations.put(name, new Operation<>(request, dispatcher.apply(mapper)));
    }

    /** Runs one operation; an unknown one is a refusal too. */
    Response call(String operation, byte[] body) {
        Operation<?> known = operations.get(operation);
        if (known == null) {
            return Response.error(400, "UnknownOperationException", "The tables here do not know " + operation);
        }
        try {
            return answer(200, run(known, body));
        } catch (DynamoDBLocalServiceException refused) {
            return answer(
                    refused.statusCode(),
                    write(new ExceptionBean(
                            refused.getErrorCode(),
                            refused.getMessage(),
                            refused.getCancellationReasons(),
                            refused.getItem())));
        } catch (JsonProcessingException malformed) {
            return Response.error(400, "SerializationException", String.valueOf(malformed.getOriginalMessage()));
        } catch (IOException | RuntimeException broken) {
            LOG.error("{} failed in DynamoDB Local", operation, broken);
            return Response.error(500, "InternalFailure", String.valueOf(broken.getMessage()));
        }
    }

    private <T> byte[] run(Operation<T> operation, byte[] body) throws IOException {
        T request = mapper.readValue(body, operation.request());
        return operation.dispatcher().enact(CREDENTIALS, REGION, request, handler);
    }

    private byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Response answer(int status, byte[] body) {
        return new Response(status, Map.of("Content-Type", "application/x-amz-json-1.0"), body);
    }

    @Override
    public void close() {
        handler.shutdown();
    }
}
