package dev.homing.lambda.admin;

import dev.homing.app.audience.ChangeList;
import dev.homing.app.audience.FreezeAudience;
import dev.homing.app.audience.KeepAudiences;
import dev.homing.app.audience.KeepDestinations;
import dev.homing.app.audience.PreviewAudience;
import dev.homing.app.audience.RemoveGroup;
import dev.homing.app.broadcast.AskForBroadcast;
import dev.homing.app.campaign.ChangeCampaignStatus;
import dev.homing.app.campaign.IssueWriteKey;
import dev.homing.app.campaign.PublishCampaign;
import dev.homing.app.campaign.ReadPeople;
import dev.homing.app.campaign.RelocatePeople;
import dev.homing.app.campaign.TakeOut;
import dev.homing.app.care.AskForErasure;
import dev.homing.app.care.ExportCustomer;
import dev.homing.app.converse.AnswerCustomer;
import dev.homing.app.converse.ReadConversations;
import dev.homing.app.customer.FindCustomers;
import dev.homing.app.customer.ReadCustomer;
import dev.homing.app.imports.BringIn;
import dev.homing.app.observe.AddCustomer;
import dev.homing.app.observe.ReplayRejected;
import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.EventCatalogue;
import dev.homing.app.port.Held;
import dev.homing.app.port.Imports;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.ProviderSuppressions;
import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.Suppressions;
import dev.homing.app.port.Templates;
import dev.homing.app.react.SuppressAddress;
import dev.homing.app.report.ReadRecovery;
import dev.homing.app.report.RebuildCounters;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * All that the admin's REST API is made of.
 *
 * @param signIn how people sign in
 */
public record AdminApi(
        Campaigns campaigns,
        Templates templates,
        PublishCampaign publishCampaign,
        ChangeCampaignStatus changeStatus,
        IssueWriteKey issueWriteKey,
        ReadRecovery readRecovery,
        RebuildCounters rebuildCounters,
        Held held,
        ReadPeople readPeople,
        AddCustomer addCustomer,
        TakeOut takeOut,
        RelocatePeople relocatePeople,
        FindCustomers findCustomers,
        ReadCustomer readCustomer,
        ExportCustomer exportCustomer,
        AskForErasure askForErasure,
        Suppressions suppressions,
        ProviderSuppressions providerSuppressions,
        SuppressAddress suppressAddress,
        RejectedEvents rejected,
        ReplayRejected replayRejected,
        KeepAudiences keepAudiences,
        PreviewAudience previewAudience,
        ChangeList changeList,
        FreezeAudience freezeAudience,
        RemoveGroup removeGroup,
        KeepDestinations keepDestinations,
        BringIn bringIn,
        Imports imports,
        Profiles profiles,
        AskForBroadcast askForBroadcast,
        Broadcasts broadcasts,
        ReadConversations readConversations,
        AnswerCustomer answerCustomer,
        EventCatalogue eventCatalogue,
        Renderer renderer,
        SignIn signIn,
        Supplier<Instant> clock) {

    public Routes routes() {
        Routes routes = new Routes();
        new GeneralRoutes(campaigns, issueWriteKey, signIn, clock).addTo(routes);
        new RejectedRoutes(rejected, replayRejected, clock).addTo(routes);
        new ReportRoutes(readRecovery, clock).addTo(routes);
        new CounterRoutes(rebuildCounters, clock).addTo(routes);
        new CampaignRoutes(campaigns, templates, publishCampaign, changeStatus, readRecovery, held, renderer, clock)
                .addTo(routes);
        new BroadcastRoutes(askForBroadcast, broadcasts, campaigns, profiles, clock).addTo(routes);
        new PeopleRoutes(readPeople, addCustomer, takeOut, clock).addTo(routes);
        new RelocationRoutes(relocatePeople, clock).addTo(routes);
        new TemplateRoutes(templates, campaigns, renderer, clock).addTo(routes);
        CustomerRoutes customers = new CustomerRoutes(findCustomers, readCustomer, campaigns, clock);
        customers.addTo(routes);
        new CareRoutes(askForErasure, exportCustomer, readCustomer, readConversations, customers, campaigns, clock)
                .addTo(routes);
        new SuppressionRoutes(suppressions, providerSuppressions, suppressAddress, clock).addTo(routes);
        new AudienceRoutes(keepAudiences, previewAudience, freezeAudience, removeGroup, profiles, clock).addTo(routes);
        new DestinationRoutes(keepDestinations, clock).addTo(routes);
        new ListRoutes(keepAudiences, changeList, removeGroup, profiles, clock).addTo(routes);
        new ReplyRoutes(readConversations, answerCustomer, customers, clock).addTo(routes);
        new CatalogueRoutes(eventCatalogue).addTo(routes);
        new ImportRoutes(bringIn, imports, clock).addTo(routes);
        return routes;
    }
}
