package dev.homing.emulator;

import dev.homing.emulator.events.EventBuses;
import dev.homing.emulator.graph.GraphApi;
import dev.homing.emulator.push.BrowserPush;
import dev.homing.emulator.push.FirebaseApi;
import dev.homing.emulator.scheduler.Schedules;
import dev.homing.emulator.secrets.Secrets;
import dev.homing.emulator.ses.Ses;
import dev.homing.emulator.sms.EndUserMessaging;
import dev.homing.emulator.sns.TextMessages;
import dev.homing.emulator.states.StateMachines;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything behind the endpoint but tables and queues: bus, scheduler, state machines, secrets, mail and phones. */
final class Providers implements AutoCloseable {
    private final Context context;
    private final Inbox inbox = new Inbox();
    private final WhatsAppCloud whatsApp = new WhatsAppCloud();
    private final Phones phones = new Phones();
    private final PushServices push;
    private final EventBuses buses;
    private final Schedules schedules;
    private final StateMachines stateMachines;
    private final GraphApi graph;
    private final List<EmulatedApi> apis;
    private final List<HttpApi> httpApis = new CopyOnWriteArrayList<>();

    Providers(Context context, Meter meter) {
        this.context = context;
        push = new PushServices(context::endpoint);
        buses = new EventBuses(context);
        schedules = new Schedules(context);
        stateMachines = new StateMachines(context, meter);
        graph = new GraphApi(context, inbox, whatsApp);
        apis = List.of(
                buses,
                schedules,
                stateMachines,
                new Ses(context, inbox),
                new Secrets(context),
                graph,
                new EndUserMessaging(context, inbox, phones),
                new TextMessages(context, inbox),
                new FirebaseApi(context, inbox, push),
                new BrowserPush(context, inbox, push));
    }

    /** In the order they are asked whether they handle a request; the one that is a {@link Bus} takes emitted events. */
    List<EmulatedApi> apis() {
        return apis;
    }

    /** What the pump runs, in order. */
    List<Timed> timed() {
        return List.of(buses, schedules, stateMachines, graph);
    }

    /** How many deliveries of events are not done. */
    int waiting() {
        return buses.waiting();
    }

    Inbox inbox() {
        return inbox;
    }

    WhatsAppCloud whatsApp() {
        return whatsApp;
    }

    Phones phones() {
        return phones;
    }

    PushServices push() {
        return push;
    }

    /** Starts an HTTP API of its own port; the emulator closes it when the caller has not. */
    HttpApi httpApi(HttpApiOptions options) {
        HttpApi api = HttpApi.start(options, context);
        httpApis.add(api);
        return api;
    }

    @Override
    public void close() {
        httpApis.forEach(HttpApi::close);
        graph.close();
        stateMachines.close();
    }
}
