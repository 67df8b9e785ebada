package dev.homing.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who takes push notifications: browsers that subscribed, and apps of a Firebase project. Subscriptions say that they are at a real push service,
 * as others would be refused; whoever sends has to come here instead of there. Safe for any thread.
 */
public final class PushServices {
    /** Where the subscriptions made here say that they are. */
    public static final String SERVICE = "https://updates.push.services.mozilla.com";

    /** Before a subscription's id in its path. */
    public static final String PATH = "/wpush/v2/";

    private static final String PROJECT = "homing-demo";
    private static final String ACCOUNT = "homing@" + PROJECT + ".iam.gserviceaccount.com";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** A browser that subscribed. */
    public static final class Browser {
        private final String id;
        private final String applicationServerKey;
        private final KeyPair keys;
        private final byte[] auth;
        private final List<ObjectNode> payloads = new ArrayList<>();

        private Browser(String id, String applicationServerKey, KeyPair keys, byte[] auth) {
            this.id = id;
            this.applicationServerKey = applicationServerKey;
            this.keys = keys;
            this.auth = auth;
        }

        /** As {@code PushSubscription.toJSON} has it. */
        public ObjectNode subscription() {
            ObjectNode json = Json.object().put("endpoint", SERVICE + PATH + id).putNull("expirationTime");
            json.putObject("keys")
                    .put("p256dh", BASE64.encodeToString(publicKey()))
                    .put("auth", BASE64.encodeToString(auth));
            return json;
        }

        public String applicationServerKey() {
            return applicationServerKey;
        }

        public KeyPair keys() {
            return keys;
        }

        public byte[] publicKey() {
            ECPublicKey key = (ECPublicKey) keys.getPublic();
            return HexFormat.of()
                    .parseHex("04%064x%064x"
                            .formatted(key.getW().getAffineX(), key.getW().getAffineY()));
        }

        public byte[] auth() {
            return auth.clone();
        }

        /** What came for it and was not taken yet, oldest first. */
        public synchronized List<ObjectNode> take() {
            List<ObjectNode> taken = List.copyOf(payloads);
            payloads.clear();
            return taken;
        }

        public synchronized void put(ObjectNode payload) {
            payloads.add(payload);
        }
    }

    private final Supplier<URI> endpoint;
    private final Map<String, Browser> browsers = new ConcurrentHashMap<>();
    private final Set<String> removedApps = ConcurrentHashMap.newKeySet();
    private final Set<String> accessTokens = ConcurrentHashMap.newKeySet();
    private @Nullable KeyPair accountKeys;

    /** @param endpoint asked for when it is needed: it may not be open yet */
    PushServices(Supplier<URI> endpoint) {
        this.endpoint = endpoint;
    }

    /** @param applicationServerKey of whoever alone may write to it */
    public Browser subscribe(String applicationServerKey) {
        byte[] id = new byte[16];
        byte[] auth = new byte[16];
        SecureRandom random = new SecureRandom();
        random.nextBytes(id);
        random.nextBytes(auth);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            Browser browser =
                    new Browser(BASE64.encodeToString(id), applicationServerKey, generator.generateKeyPair(), auth);
            browsers.put(browser.id, browser);
            return browser;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** @param id the last part of its endpoint */
    public Optional<Browser> browser(String id) {
        return Optional.ofNullable(browsers.get(id));
    }

    /** Nothing reaches it any more. */
    public void unsubscribe(String id) {
        browsers.remove(id);
    }

    /** An app is removed from a device: its token is none any more. */
    public void removeApp(String token) {
        removedApps.add(token);
    }

    public boolean hasApp(String token) {
        return !removedApps.contains(token);
    }

    /** The account of the Firebase project, as the Firebase console would give it out. */
    public String serviceAccount() {
        String key = Base64.getMimeEncoder()
                .encodeToString(accountKeys().getPrivate().getEncoded());
        return Json.object()
                .put("type", "service_account")
                .put("project_id", PROJECT)
                .put("client_email", ACCOUNT)
                .put("private_key", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n")
                .put("token_uri", endpoint.get() + "/oauth2/token")
                .toString();
    }

    /** Made when it is first asked for, and short, since it takes its time: nobody but the emulator believes it. */
    public synchronized KeyPair accountKeys() {
        if (accountKeys == null) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(1024);
                accountKeys = generator.generateKeyPair();
            } catch (GeneralSecurityException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }
        return accountKeys;
    }

    public String project() {
        return PROJECT;
    }

    public String account() {
        return ACCOUNT;
    }

    /** A token that opens the API from now on. */
    public String newAccessToken() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        String token = "ya29." + BASE64.encodeToString(bytes);
        accessTokens.add(token);
        return token;
    }

    public boolean accepts(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith("Bearer ")
                && accessTokens.contains(authorization.substring("Bearer ".length()));
    }
}
