package dev.homing.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** A CloudFormation template as it was written to the assembly. */
record Template(JsonNode json) {
    static Template read(Path file) throws IOException {
        return new Template(new ObjectMapper().readTree(file.toFile()));
    }

    /** @return logical id -> whole resource */
    Map<String, JsonNode> all() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        json.get("Resources").properties().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    /** @return logical id -> whole resource */
    Map<String, JsonNode> ofType(String type) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        all().forEach((id, resource) -> {
            if (resource.get("Type").asText().equals(type)) {
                found.put(id, resource);
            }
        });
        return found;
    }

    JsonNode resource(String logicalId) {
        JsonNode resource = all().get(logicalId);
        if (resource == null) {
            throw new AssertionError("No resource " + logicalId);
        }
        return resource;
    }

    JsonNode function(String handler) {
        String id = functions().get(handler);
        if (id == null) {
            throw new AssertionError("No function " + handler);
        }
        return resource(id);
    }

    /** The id that the construct tree gives, without CloudFormation's prefix and hash: {@code Sending/Email/Queue}. */
    String path(String logicalId) {
        JsonNode path = resource(logicalId).at("/Metadata/aws:cdk:path");
        String text = path.asText();
        String inStack = text.substring(text.indexOf('/') + 1);
        return inStack.endsWith("/Resource") ? inStack.substring(0, inStack.length() - "/Resource".length()) : inStack;
    }

    String idOf(String path) {
        return all().keySet().stream()
                .filter(id -> path(id).equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No resource at " + path));
    }

    JsonNode at(String path) {
        return resource(idOf(path));
    }

    /** @return handler's name without package -> function's logical id */
    Map<String, String> functions() {
        Map<String, String> functions = new TreeMap<>();
        ofType("AWS::Lambda::Function").forEach((id, resource) -> {
            String handler = resource.at("/Properties/Handler").asText();
            functions.put(handler.replace("dev.homing.lambda.", "").replace("::handleRequest", ""), id);
        });
        return functions;
    }

    /**
     * All that the role of a function may do.
     *
     * @return resource, as {@link #name} names it -> actions
     */
    Map<String, Set<String>> permissions(String roleLogicalId) {
        Map<String, Set<String>> permissions = new TreeMap<>();
        BiConsumer<JsonNode, JsonNode> grant = (actions, resource) -> permissions
                .computeIfAbsent(name(resource), first -> new TreeSet<>())
                .addAll(texts(actions));
        for (JsonNode policy : ofType("AWS::IAM::Policy").values()) {
            boolean itsOwn = false;
            for (JsonNode role : policy.at("/Properties/Roles")) {
                itsOwn |= role.path("Ref").asText().equals(roleLogicalId);
            }
            if (itsOwn) {
                for (JsonNode statement : policy.at("/Properties/PolicyDocument/Statement")) {
                    JsonNode resources = statement.get("Resource");
                    if (resources.isArray()) {
                        resources.forEach(resource -> grant.accept(statement.get("Action"), resource));
                    } else {
                        grant.accept(statement.get("Action"), resources);
                    }
                }
            }
        }
        return permissions;
    }

    static Set<String> texts(JsonNode oneOrMany) {
        Set<String> texts = new TreeSet<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(text -> texts.add(text.asText()));
        } else {
            texts.add(oneOrMany.asText());
        }
        return texts;
    }

    /** A reference by the construct's path, an import by what it imports, a made-up ARN by its text. */
    String name(JsonNode reference) {
        if (reference.isTextual()) {
            return reference.asText();
        }
        if (reference.has("Ref")) {
            String id = reference.get("Ref").asText();
            return id.startsWith("AWS::") ? "<" + id.substring(5) + ">" : path(id);
        }
        if (reference.has("Fn::GetAtt")) {
            return path(reference.at("/Fn::GetAtt/0").asText());
        }
        if (reference.has("Fn::ImportValue")) {
            return reference
                    .get("Fn::ImportValue")
                    .asText()
                    .replaceFirst("^[^:]+:ExportsOutputFnGetAtt|^[^:]+:ExportsOutputRef", "")
                    .replaceFirst("[0-9A-F]{8}.*$", "");
        }
        if (reference.has("Fn::Join")) {
            StringBuilder text = new StringBuilder();
            reference.at("/Fn::Join/1").forEach(part -> text.append(name(part)));
            return text.toString();
        }
        return reference.toString();
    }
}
