import type { EndpointStatus } from '../../contract/endpoint-workflow.js';

/** The state of a live endpoint as a short Markdown report for the Temporal UI. */
export function endpointReport({
  name,
  region,
  phase,
  live,
  holder,
  waiting,
  expiresAt,
  notes,
}: EndpointStatus): string {
  const rows: [string, string][] = [
    ['Endpoint', `\`${name}\` in ${region}`],
    ['Config', live === null ? 'nothing live' : `\`${live.configName}\``],
    ['Until', expiresAt ?? 'somebody deletes it'],
    ['Changed by', holder === null ? 'nobody at the moment' : `\`${holder}\``],
    ...(waiting.length === 0 ? [] : [['Waiting', waiting.map((run) => `\`${run}\``).join(', ')] as [string, string]]),
    ...Object.entries(live?.metrics ?? {}).map(([metric, value]): [string, string] => [metric, String(value)]),
  ];
  return [
    `**${phase}**`,
    ['| | |', '|---|---|', ...rows.map(([title, value]) => `| ${title} | ${value.replaceAll('|', '\\|')} |`)].join(
      '\n',
    ),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join('\n')]),
  ].join('\n\n');
}
