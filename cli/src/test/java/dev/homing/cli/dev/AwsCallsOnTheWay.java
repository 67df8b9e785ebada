package dev.homing.cli.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;

/**
 * Between every AWS client of this JVM's tests and the network: lets a call fail there, and has an earlier stack's task tokens and link
 * key stand for those of this stack. The SDK finds it by {@code software/amazon/awssdk/global/handlers/execution.interceptors}.
 */
public final class AwsCallsOnTheWay implements ExecutionInterceptor {
    private static final Set<String> FAILING = ConcurrentHashMap.newKeySet();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static volatile @Nullable String linkKey;

    /** Such as {@code SendEmail}: as if the network were gone, while it does. */
    static void failing(String operation, Runnable meanwhile) {
        FAILING.add(operation);
        try {
            meanwhile.run();
        } finally {
            FAILING.remove(operation);
        }
    }

    static void token(String recorded, String now) {
        TOKENS.put(recorded, now);
    }

    /** Whoever reads the secret finds this key in it, while it does: links that an earlier stack signed are good in this one. */
    static void withLinkKey(String key, Runnable meanwhile) {
        linkKey = key;
        try {
            meanwhile.run();
        } finally {
            linkKey = null;
        }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        if (operation != null && FAILING.contains(operation)) {
            throw SdkClientException.create(operation + " got no answer", new SocketTimeoutException("Read timed out"));
        }
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return switch (context.request()) {
            case SendTaskSuccessRequest request ->
                request.toBuilder().taskToken(current(request.taskToken())).build();
            case SendTaskFailureRequest request ->
                request.toBuilder().taskToken(current(request.taskToken())).build();
            case SendTaskHeartbeatRequest request ->
                request.toBuilder().taskToken(current(request.taskToken())).build();
            case SdkRequest other -> other;
        };
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        String key = linkKey;
        return key != null && context.response() instanceof GetSecretValueResponse secret
                ? secret.toBuilder()
                        .secretString(with(key, secret.secretString()))
                        .build()
                : context.response();
    }

    private static String with(String key, String secret) {
        try {
            return ((ObjectNode) DevClient.JSON.readTree(secret))
                    .put("linkKey", key)
                    .toString();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String current(String token) {
        return TOKENS.getOrDefault(token, token);
    }
}
