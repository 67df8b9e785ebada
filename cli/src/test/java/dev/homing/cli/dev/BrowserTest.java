package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The demo shop and the admin page in headless Chromium, on a stack of their own, whose figures nobody else changes. Skipped where there is
 * no browser, an error there under {@code CI=true}: the scripts say which.
 */
class BrowserTest {
    private static final int MINUTES = 3;

    @Test
    void walksFromTheShopToTheDashboard_thenThroughThePage_andBuildsAnAudienceAndACampaign()
            throws IOException, InterruptedException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        try (DevStack stack = DevStack.start(new DevOptions(0, 0, false, null, root, Clock.systemUTC()), _ -> {})) {
            Run shop = node(root, stack, "cli/src/test/browser/shop.test.mjs");
            assumeThat(shop.output).as("no browser").doesNotContain("# SKIP no Chromium");
            assertThat(shop.exit).as(shop.output).isZero();
            Run page = node(root, stack, "admin-ui/browser/page.test.mjs");
            assertThat(page.exit).as(page.output).isZero();
            Run audience = node(root, stack, "cli/src/test/browser/audience.test.mjs");
            assertThat(audience.exit).as(audience.output).isZero();
            Run campaign = node(root, stack, "cli/src/test/browser/campaign.test.mjs");
            assertThat(campaign.exit).as(campaign.output).isZero();
            Run push = node(root, stack, "cli/src/test/browser/push.test.mjs");
            assertThat(push.exit).as(push.output).isZero();
            Run care = node(root, stack, "cli/src/test/browser/care.test.mjs");
            assertThat(care.exit).as(care.output).isZero();
        }
    }

    private record Run(int exit, String output) {}

    private static Run node(Path root, DevStack stack, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=tap", script)
                .directory(root.toFile())
                .redirectErrorStream(true);
        builder.environment().put("HOMING_URL", stack.url().toString());
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
            return new Run(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }
}
