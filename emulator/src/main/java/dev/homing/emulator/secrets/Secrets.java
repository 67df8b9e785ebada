package dev.homing.emulator.secrets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.EmulatedApi;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Page;
import dev.homing.emulator.wire.Refused;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Secrets Manager: secrets with a current and a previous version. */
public final class Secrets implements EmulatedApi {
    private static final String PREFIX = "secretsmanager.";

    /** @param value only SecretString or SecretBinary, as it came */
    private record Version(String id, ObjectNode value, Instant createdAt) {}

    private static final class Secret {
        final String name;
        final String arn;
        final Instant createdAt;
        final Map<String, Version> versions = new LinkedHashMap<>();

        @Nullable
        String description;

        @Nullable
        Version current;

        @Nullable
        Version previous;

        Secret(String name, String arn, Instant createdAt) {
            this.name = name;
            this.arn = arn;
            this.createdAt = createdAt;
        }
    }

    private final Context context;
    private final Map<String, Secret> secrets = new TreeMap<>();

    public Secrets(Context context) {
        this.context = context;
    }

    @Override
    public String name() {
        return "secretsmanager";
    }

    @Override
    public boolean handles(Request request) {
        return request.target().startsWith(PREFIX);
    }

    @Override
    public Response handle(Request request) throws Exception {
        ObjectNode in = request.json();
        try {
            return Response.ok(carryOut(request.target().substring(PREFIX.length()), in));
        } catch (Refused e) {
            return e.response();
        }
    }

    private synchronized ObjectNode carryOut(String operation, ObjectNode in) {
        return switch (operation) {
            case "CreateSecret" -> create(in);
            case "PutSecretValue" ->
                identify(secret(in), put(secret(in), in))
                        .set("VersionStages", Json.array().add("AWSCURRENT"));
            case "UpdateSecret" -> update(in);
            case "GetSecretValue" -> get(in);
            case "DescribeSecret" -> describe(secret(in));
            case "ListSecrets" -> list(in);
            case "DeleteSecret" -> delete(in);
            default -> throw Refused.of(400, "UnknownOperationException", "Not emulated: secretsmanager " + operation);
        };
    }

    private ObjectNode create(ObjectNode in) {
        String name = Json.required(in, "Name");
        if (secrets.containsKey(name)) {
            throw Refused.of(
                    400,
                    "ResourceExistsException",
                    "The operation failed because the secret " + name + " already exists.");
        }
        // AWS ends the ARN with six random characters, so that a name used again has another ARN.
        String suffix = UUID.randomUUID().toString().substring(0, 6);
        Secret secret = new Secret(
                name,
                "arn:aws:secretsmanager:" + context.region() + ":" + context.account() + ":secret:" + name + "-"
                        + suffix,
                context.clock().now());
        secret.description = Json.text(in, "Description");
        secrets.put(name, secret);
        return identify(secret, put(secret, in));
    }

    private ObjectNode update(ObjectNode in) {
        Secret secret = secret(in);
        String description = Json.text(in, "Description");
        if (description != null) {
            secret.description = description;
        }
        return identify(secret, put(secret, in));
    }

    /** Null when the call carries no value. */
    private @Nullable Version put(Secret secret, ObjectNode in) {
        ObjectNode value = in.deepCopy().retain("SecretString", "SecretBinary");
        if (value.isEmpty()) {
            return null;
        }
        String id = Json.text(in, "ClientRequestToken", UUID.randomUUID().toString());
        Version known = secret.versions.get(id);
        if (known != null) {
            if (!known.value.equals(value)) {
                throw Refused.of(
                        400,
                        "ResourceExistsException",
                        "A version with the token " + id + " exists and has another value.");
            }
            return known;
        }
        Version version = new Version(id, value, context.clock().now());
        secret.versions.put(id, version);
        secret.previous = secret.current;
        secret.current = version;
        return version;
    }

    private static ObjectNode identify(Secret secret, @Nullable Version version) {
        ObjectNode out = Json.object().put("ARN", secret.arn).put("Name", secret.name);
        return version == null ? out : out.put("VersionId", version.id);
    }

    private ObjectNode get(ObjectNode in) {
        Secret secret = secret(in);
        String id = Json.text(in, "VersionId");
        String stage = Json.text(in, "VersionStage", "AWSCURRENT");
        Version version =
                id != null ? secret.versions.get(id) : stage.equals("AWSPREVIOUS") ? secret.previous : secret.current;
        if (version == null || (id == null && !stage.equals("AWSCURRENT") && !stage.equals("AWSPREVIOUS"))) {
            throw notFound("Secrets Manager can't find the specified secret value for "
                    + (id == null ? "staging label: " + stage : "VersionId: " + id));
        }
        ObjectNode out = identify(secret, version);
        out.setAll(version.value);
        ArrayNode stages = out.putArray("VersionStages");
        if (version.equals(secret.current)) {
            stages.add("AWSCURRENT");
        } else if (version.equals(secret.previous)) {
            stages.add("AWSPREVIOUS");
        }
        return out.put("CreatedDate", Json.epochSeconds(version.createdAt));
    }

    private static ObjectNode describe(Secret secret) {
        ObjectNode out = identify(secret, null).put("CreatedDate", Json.epochSeconds(secret.createdAt));
        if (secret.description != null) {
            out.put("Description", secret.description);
        }
        ObjectNode stages = out.putObject("VersionIdsToStages");
        if (secret.current != null) {
            stages.putArray(secret.current.id).add("AWSCURRENT");
        }
        if (secret.previous != null) {
            stages.putArray(secret.previous.id).add("AWSPREVIOUS");
        }
        return out;
    }

    private ObjectNode list(ObjectNode in) {
        var page = Page.of(
                secrets.values().stream().toList(),
                Json.text(in, "NextToken"),
                in.path("MaxResults").asInt(),
                100);
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("SecretList");
        page.items().forEach(secret -> list.add(describe(secret)));
        return page.nextToken() == null ? out : out.put("NextToken", page.nextToken());
    }

    /** At once: the recovery window is not emulated. */
    private ObjectNode delete(ObjectNode in) {
        Secret secret = secret(in);
        secrets.remove(secret.name);
        return identify(secret, null)
                .put("DeletionDate", Json.epochSeconds(context.clock().now()));
    }

    private Secret secret(ObjectNode in) {
        String nameOrArn = Json.required(in, "SecretId");
        Secret named = secrets.get(nameOrArn);
        if (named != null) {
            return named;
        }
        for (Secret secret : secrets.values()) {
            if (secret.arn.equals(nameOrArn)) {
                return secret;
            }
        }
        throw notFound("Secrets Manager can't find the specified secret.");
    }

    private static Refused notFound(String message) {
        return Refused.of(400, "ResourceNotFoundException", message);
    }
}
