package dev.homing.adapter.http;

import dev.homing.app.port.WebCalls;
import dev.homing.domain.PublicAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls by Apache HttpClient, whose resolver of names can be another one: a host's addresses are looked up once, for the connection itself, and those that
 * are not public are no addresses. No redirects are followed, no cookies kept, no connection is used twice.
 *
 * @see PublicAddress
 */
public final class ApacheWebCalls implements WebCalls {
    /** More is not read. */
    private static final int MOST_READ = 64 * 1024;

    private final boolean localToo;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor ends;

    /** @param localToo whether this machine's own addresses may be called, without TLS too: for trying on one's own machine */
    public ApacheWebCalls(boolean localToo) {
        this.localToo = localToo;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new PublicAddresses())
                        .setMaxConnTotal(100)
                        .setMaxConnPerRoute(50)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofSeconds(5))
                                .build())
                        .build())
                .setConnectionReuseStrategy((_, _, _) -> false)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Homing")
                .build();
        this.ends = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("webhook-timeouts").daemon().factory());
        this.ends.setRemoveOnCancelPolicy(true);
    }

    /** What a host's name leads to, without what may not be called. */
    private final class PublicAddresses extends SystemDefaultDnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] allowed = Arrays.stream(super.resolve(host))
                    .filter(address -> PublicAddress.is(address) || (localToo && address.isLoopbackAddress()))
                    .toArray(InetAddress[]::new);
            if (allowed.length == 0) {
                throw new NotPublic(host);
            }
            return allowed;
        }
    }

    private static final class NotPublic extends UnknownHostException {
        private static final long serialVersionUID = 1;

        NotPublic(String host) {
            super(host + " leads to no public address");
        }
    }

    @Override
    public Answer call(Request request) {
        URI uri = request.uri();
        String host = uri.getHost();
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        boolean local = localToo && "http".equalsIgnoreCase(uri.getScheme()) && isLocal(host);
        if (host == null || uri.getRawUserInfo() != null || !(secure || local)) {
            return new Answer.Forbidden("only https is called, and no address with a name and a password in it");
        }
        HttpUriRequestBase call = new HttpUriRequestBase(request.method().name(), uri);
        Timeout timeout = Timeout.of(request.timeout());
        call.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(timeout)
                .setResponseTimeout(timeout)
                .build());
        request.headers().forEach(call::setHeader);
        if (request.body() != null) {
            // The header that says what it is stands among the headers.
            call.setEntity(new StringEntity(request.body(), (ContentType) null, null, false));
        }
        // What drips byte by byte keeps every other timeout from coming.
        ScheduledFuture<?> end =
                ends.schedule(() -> call.cancel(), request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(call, ApacheWebCalls::answered);
        } catch (NotPublic forbidden) {
            return new Answer.Forbidden(String.valueOf(forbidden.getMessage()));
        } catch (IOException silent) {
            return new Answer.Silence(
                    call.isCancelled()
                            ? "there was no whole answer within "
                                    + request.timeout().toSeconds() + " seconds"
                            : silent.getClass().getSimpleName() + ": " + silent.getMessage());
        } finally {
            end.cancel(false);
        }
    }

    private static boolean isLocal(String host) {
        return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
    }

    private static Answer answered(ClassicHttpResponse response) throws IOException {
        byte[] body = new byte[0];
        if (response.getEntity() != null) {
            try (InputStream content = response.getEntity().getContent()) {
                body = content == null ? body : content.readNBytes(MOST_READ);
            }
        }
        return new Answer.Answered(response.getCode(), new String(body, StandardCharsets.UTF_8));
    }
}
