import type { EndpointStatus } from '../../contract/endpoint-workflow.js';
import { endpointRows } from '../../view/endpoint.js';
import { markdownList, markdownTable, paragraphs } from '../markdown.js';

/** The state of a live endpoint as short Markdown for the Temporal UI. */
export const endpointDetails = (status: EndpointStatus): string =>
  paragraphs([`**${status.phase}**`, markdownTable(endpointRows(status)), markdownList('Notes', status.notes)]);
