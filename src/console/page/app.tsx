import type { ComponentType, ReactNode } from 'react';
import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { onSignedOut } from './data/fetch.js';
import { LinkButton } from './parts/actions/button.js';
import { Loading, NotThere } from './parts/states.js';
import { Models } from './pages/models.js';
import { Boundary } from './shell/boundary.js';
import { Shell } from './shell/shell.js';
import { useWords } from './words/words.js';

const Login = lazy(async () => ({ default: (await import('./pages/login.js')).Login }));
const Model = lazy(async () => ({ default: (await import('./pages/model.js')).ModelPage }));
const NewRun = lazy(async () => ({ default: (await import('./pages/new-run/new-run.js')).NewRun }));
const Runs = lazy(async () => ({ default: (await import('./pages/runs.js')).Runs }));
const Run = lazy(async () => ({ default: (await import('./pages/run/run.js')).RunPage }));
const Compare = lazy(async () => ({ default: (await import('./pages/compare/compare.js')).Compare }));
const Endpoints = lazy(async () => ({ default: (await import('./pages/endpoints.js')).Endpoints }));
const Endpoint = lazy(async () => ({ default: (await import('./pages/endpoint.js')).EndpointPage }));
const Schedules = lazy(async () => ({ default: (await import('./pages/schedules.js')).Schedules }));
const Settings = lazy(async () => ({ default: (await import('./pages/settings.js')).Settings }));

const routes: readonly (readonly [string, ComponentType])[] = [
  ['/models', Models],
  ['/models/:id', Model],
  ['/runs', Runs],
  ['/runs/new', NewRun],
  ['/runs/:id', Run],
  ['/compare', Compare],
  ['/endpoints', Endpoints],
  ['/endpoints/:name', Endpoint],
  ['/schedules', Schedules],
  ['/settings', Settings],
];

export function App(): ReactNode {
  const [location, navigate] = useLocation();
  useEffect(() => {
    onSignedOut(() => {
      const { pathname, search } = window.location;
      if (pathname !== '/login') navigate(`/login?next=${encodeURIComponent(pathname + search)}`, { replace: true });
    });
  }, [navigate]);
  if (location === '/login') {
    return (
      <Suspense fallback={null}>
        <Login />
      </Suspense>
    );
  }
  return (
    <Shell>
      <Boundary key={location}>
        <Suspense fallback={<Loading />}>
          <Switch>
            {routes.map(([path, Page]) => (
              <Route key={path} path={path} component={Page} />
            ))}
            <Route path="/">
              <Redirect to="/models" replace />
            </Route>
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Boundary>
    </Shell>
  );
}

function NotFound(): ReactNode {
  const { t } = useWords();
  return (
    <NotThere title={t.common.notFound} why={t.common.notFoundWhy}>
      <LinkButton to="/models">{t.models.title}</LinkButton>
      <LinkButton to="/runs">{t.runs.title}</LinkButton>
    </NotThere>
  );
}
