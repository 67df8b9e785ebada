import { lazy } from 'react';
import { Link, Route, Routes } from 'react-router';
import { SignInGate } from './auth/SignInGate';
import { Shell } from './components/Shell';
import { Empty } from './components/States';
import { CampaignsPage } from './pages/campaigns/CampaignsPage';
import { DashboardPage } from './pages/dashboard/DashboardPage';

const CampaignPage = lazy(() => import('./pages/campaign/CampaignPage'));
const CustomersPage = lazy(() => import('./pages/customers/CustomersPage'));
const RejectedPage = lazy(() => import('./pages/rejected/RejectedPage'));
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
          <Route path="campaigns/:campaignKey" element={<CampaignPage tab="flow" />} />
          <Route path="campaigns/:campaignKey/people" element={<CampaignPage tab="people" />} />
          <Route path="customers" element={<CustomersPage />} />
          <Route path="customers/:customerId" element={<CustomerPage />} />
          <Route path="rejected" element={<RejectedPage />} />
          <Route path="*" element={<NoSuchPage />} />
        </Route>
      </Routes>
    </SignInGate>
  );
}
