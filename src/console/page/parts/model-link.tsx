import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { hinted } from './hint.js';

/** What a model is called, with its id as the hint. */
export const ModelLink = ({ id, title }: { readonly id: string; readonly title: string }): ReactNode => (
  <Link to={`/models/${encodeURIComponent(id)}`} data-hint={id} className={hinted}>
    {title}
  </Link>
);
