import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider, createBrowserRouter } from 'react-router';
import { App } from './App';
import './style/tokens.css';
import './style/base.css';
import './style/parts.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
// A router of this kind can hold somebody back who has not saved.
const router = createBrowserRouter([{ path: '*', element: <App /> }]);
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
