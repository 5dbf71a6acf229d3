import type { EndpointStatus } from '../../contract/endpoint-workflow.js';
import { endpointRows } from '../../view/endpoint-rows.js';
import { markdownList, markdownTable, page } from '../markdown.js';

/** The state of a live endpoint as short Markdown for the Temporal UI. */
export const endpointDetails = (status: EndpointStatus): string =>
  page([`**${status.phase}**`, markdownTable(endpointRows(status)), markdownList('Notes', status.notes)]);
