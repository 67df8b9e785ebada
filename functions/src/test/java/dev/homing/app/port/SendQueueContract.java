package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

public abstract class SendQueueContract {
    private final RunId run = RunId.of(Samples.customer(), "c", "", Instant.EPOCH);

    protected abstract SendQueue queue();

    /** What lies in a channel's queue, of any test. */
    protected abstract List<SendJob> waiting(Channel channel);

    @Test
    void putsEachJobIntoItsChannelsQueue() {
        SendJob email = new SendJob(Visit.first(run, "email"), Channel.EMAIL, "x".repeat(2_048));
        SendJob whatsApp = new SendJob(Visit.first(run, "whatsapp"), Channel.WHATSAPP, null);

        queue().enqueue(email);
        queue().enqueue(whatsApp);

        assertThat(waiting(Channel.EMAIL)).contains(email).doesNotContain(whatsApp);
        assertThat(waiting(Channel.WHATSAPP)).contains(whatsApp).doesNotContain(email);
    }
}
