package dev.homing.adapter.aws;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Remembers every request; finds nothing, and takes every write but the next one it was told to fail. */
final class CapturingDynamoDb implements DynamoDbClient {
    private final List<DynamoDbRequest> requests = new ArrayList<>();
    private @Nullable AwsServiceException failure;
    private boolean losesAnswer;

    void failNextWrite(AwsServiceException next) {
        failure = next;
    }

    /** The next put is stored, and answered as if it were the second attempt. */
    void loseNextAnswer() {
        losesAnswer = true;
    }

    List<DynamoDbRequest> requests() {
        return requests;
    }

    <T extends DynamoDbRequest> T last(Class<T> type) {
        return type.cast(requests.getLast());
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        requests.add(request);
        return GetItemResponse.builder().build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        requests.add(request);
        return QueryResponse.builder().items(List.of()).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        requests.add(request);
        failIfTold();
        if (losesAnswer) {
            throw ConditionalCheckFailedException.builder().item(request.item()).build();
        }
        return PutItemResponse.builder().build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        requests.add(request);
        failIfTold();
        return UpdateItemResponse.builder().build();
    }

    private void failIfTold() {
        AwsServiceException next = failure;
        failure = null;
        if (next != null) {
            throw next;
        }
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}
}
