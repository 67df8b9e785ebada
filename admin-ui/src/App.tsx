import { lazy } from 'react';
import { Link, Route, Routes } from 'react-router';
import { SignInGate } from './auth/SignInGate';
import { Shell } from './components/Shell';
import { Empty } from './components/States';
import { CampaignsPage } from './pages/campaigns/CampaignsPage';
import { DashboardPage } from './pages/dashboard/DashboardPage';

const CampaignPage = lazy(() => import('./pages/campaign/CampaignPage'));
const EditCampaignPage = lazy(() => import('./pages/campaign-edit/EditCampaignPage'));
const NewCampaignPage = lazy(() => import('./pages/campaign-edit/NewCampaignPage'));
const CustomersPage = lazy(() => import('./pages/customers/CustomersPage'));
const SuppressedPage = lazy(() => import('./pages/suppressed/SuppressedPage'));
const RejectedPage = lazy(() => import('./pages/rejected/RejectedPage'));
const AudiencesPage = lazy(() => import('./pages/audiences/AudiencesPage'));
const AudiencePage = lazy(() => import('./pages/audience/AudiencePage'));
const AudienceEditor = lazy(() => import('./pages/audience/AudienceEditor'));
const NewAudience = lazy(() =>
  import('./pages/audience/AudienceEditor').then(({ NewAudience: page }) => ({ default: page })),
);
const ListPage = lazy(() => import('./pages/list/ListPage'));
const RepliesPage = lazy(() => import('./pages/replies/RepliesPage'));
const ConversationPage = lazy(() => import('./pages/replies/ConversationPage'));
const ImportsPage = lazy(() => import('./pages/imports/ImportsPage'));
const CustomerPage = lazy(() => import('./pages/customer/CustomerPage'));

function NoSuchPage() {
  return (
    <>
      <h1>Nothing here</h1>
      <Empty title="There is no such page.">
        <Link to="/">To the home page</Link>
      </Empty>
    </>
  );
}

/** The rooms. Needs a router around it. */
export function App() {
  return (
    <SignInGate>
      <Routes>
        <Route element={<Shell />}>
          <Route index element={<DashboardPage />} />
          <Route path="campaigns" element={<CampaignsPage />} />
          {/* No campaign's key begins so. */}
          <Route path="campaigns/_new" element={<NewCampaignPage />} />
          <Route path="campaigns/:campaignKey/edit" element={<EditCampaignPage />} />
          <Route path="campaigns/:campaignKey" element={<CampaignPage tab="flow" />} />
          <Route path="campaigns/:campaignKey/people" element={<CampaignPage tab="people" />} />
          <Route path="campaigns/:campaignKey/broadcasts" element={<CampaignPage tab="broadcasts" />} />
          <Route path="customers" element={<CustomersPage />} />
          <Route path="customers/:customerId" element={<CustomerPage />} />
          <Route path="replies" element={<RepliesPage />} />
          <Route path="replies/:customerId" element={<ConversationPage />} />
          <Route path="audiences" element={<AudiencesPage />} />
          {/* No audience's key begins so. */}
          <Route path="audiences/_new" element={<NewAudience />} />
          <Route path="audiences/:audienceKey" element={<AudiencePage />} />
          <Route path="audiences/:audienceKey/edit" element={<AudienceEditor />} />
          <Route path="lists/:listKey" element={<ListPage />} />
          <Route path="imports" element={<ImportsPage />} />
          <Route path="suppressed" element={<SuppressedPage />} />
          <Route path="rejected" element={<RejectedPage />} />
          <Route path="*" element={<NoSuchPage />} />
        </Route>
      </Routes>
    </SignInGate>
  );
}
