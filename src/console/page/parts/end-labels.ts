import type uPlot from 'uplot';
import { apart } from './apart.js';

const font = '12px system-ui';
const lineHeight = 14;
const gap = 8;
/** Of the chart's width, for all labels beside the last points. */
const widest = 0.25;

/** Room at the right of a chart, and in it a label at the end of each line that has one, none over another. */
export function endLabels(
  ends: readonly (string | undefined)[],
  colour: string,
): Pick<uPlot.Options, 'padding' | 'hooks'> {
  if (ends.every((end) => end === undefined)) return {};
  return {
    padding: [null, (plot) => roomOf(plot, ends), null, null],
    hooks: { draw: [(plot) => drawLabels(plot, ends, colour)] },
  };
}

function roomOf({ ctx, width }: uPlot, ends: readonly (string | undefined)[]): number {
  const longest = inPixels(ctx, 1, () => Math.max(...ends.map((end) => ctx.measureText(end ?? '').width)));
  return Math.ceil(Math.min(longest, width * widest)) + 2 * gap;
}

function drawLabels(plot: uPlot, ends: readonly (string | undefined)[], colour: string): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const placed = ends
    .flatMap((end, index) => {
      const at = lastOf(plot, index + 1);
      return end === undefined || at === null ? [] : [{ end, ...at }];
    })
    .sort((one, other) => one.y - other.y);
  const ys = apart(
    placed.map(({ y }) => y),
    { step: lineHeight * ratio, top: bbox.top, bottom: bbox.top + bbox.height },
  );
  const left = bbox.left + bbox.width + gap * ratio;
  const room = plot.width * ratio - left;
  inPixels(ctx, ratio, () => {
    ctx.fillStyle = colour;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    placed.forEach(({ end }, index) => ctx.fillText(fitting(ctx, end, room), left, ys[index] ?? 0));
  });
}

/** Where a line ends, in pixels of the canvas; null: it has no point. */
function lastOf(plot: uPlot, series: number): { readonly y: number } | null {
  const value = [...(plot.data[series] ?? [])].findLast((one) => one !== null && one !== undefined);
  return value === null || value === undefined ? null : { y: plot.valToPos(value, 'y', true) };
}

function fitting(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text;
  let shown = text;
  while (shown !== '' && ctx.measureText(`${shown}…`).width > room) shown = shown.slice(0, -1);
  return `${shown}…`;
}

function inPixels<T>(ctx: CanvasRenderingContext2D, ratio: number, work: () => T): T {
  ctx.save();
  ctx.font = font.replace(/^\d+/, (size) => String(Number(size) * ratio));
  const result = work();
  ctx.restore();
  return result;
}
