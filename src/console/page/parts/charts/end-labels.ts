import type uPlot from 'uplot';
import { apart } from './apart.js';

const font = '12px system-ui';
const lineHeight = 14;
/** Between the chart and the labels: for what joins a label to the height where its line ends. */
const gap = 16;
const dotRadius = 3;
/** Of the chart's width, for all labels beside the last points. */
const widest = 0.25;

interface EndLabel {
  /** Undefined: the line has none. */
  readonly text: string | undefined;
  /** Of the line. */
  readonly colour: string;
}

/** Room at the right of a chart, and in it a label for the end of each line, none over another. */
export function endLabels(labels: readonly EndLabel[], textColour: string): Pick<uPlot.Options, 'padding' | 'hooks'> {
  if (labels.every(({ text }) => text === undefined)) return {};
  return {
    padding: [null, (plot) => roomOf(plot, labels), null, null],
    hooks: { draw: [(plot) => drawLabels(plot, labels, textColour)] },
  };
}

function roomOf({ ctx, width }: uPlot, labels: readonly EndLabel[]): number {
  const longest = withFont(ctx, 1, () => Math.max(...labels.map(({ text }) => ctx.measureText(text ?? '').width)));
  return Math.ceil(Math.min(longest, width * widest)) + gap + lineHeight / 2;
}

function drawLabels(plot: uPlot, labels: readonly EndLabel[], textColour: string): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const placed = labels
    .flatMap(({ text, colour }, index) => {
      const end = endOf(plot, index + 1);
      return text === undefined || end === null ? [] : [{ text, colour, ...end }];
    })
    .sort((one, other) => one.y - other.y);
  const ys = apart(
    placed.map(({ y }) => y),
    { step: lineHeight * ratio, top: bbox.top, bottom: bbox.top + bbox.height },
  );
  const edge = bbox.left + bbox.width;
  const left = edge + gap * ratio;
  withFont(ctx, ratio, () => {
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    ctx.lineWidth = ratio;
    ctx.setLineDash([]);
    placed.forEach(({ text, colour, x, y }, index) => {
      const labelY = ys[index] ?? y;
      ctx.fillStyle = ctx.strokeStyle = colour;
      ctx.beginPath();
      ctx.arc(x, y, dotRadius * ratio, 0, 2 * Math.PI);
      ctx.fill();
      ctx.beginPath();
      ctx.moveTo(edge, y);
      ctx.lineTo(left - 3 * ratio, labelY);
      ctx.stroke();
      ctx.fillStyle = textColour;
      ctx.fillText(fitting(ctx, text, plot.width * ratio - left), left, labelY);
    });
  });
}

/** Where a line ends, in pixels of the canvas; null: it has no point. */
function endOf(plot: uPlot, series: number): { readonly x: number; readonly y: number } | null {
  const values = [...(plot.data[series] ?? [])];
  const last = values.findLastIndex((value) => value !== null && value !== undefined);
  const [x, y] = [plot.data[0][last], values[last]];
  if (x === undefined || y === null || y === undefined) return null;
  return { x: plot.valToPos(x, 'x', true), y: plot.valToPos(y, 'y', true) };
}

function fitting(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text;
  let shown = text;
  while (shown !== '' && ctx.measureText(`${shown}…`).width > room) shown = shown.slice(0, -1);
  return `${shown}…`;
}

function withFont<T>(ctx: CanvasRenderingContext2D, ratio: number, work: () => T): T {
  ctx.save();
  ctx.font = font.replace(/^\d+/, (size) => String(Number(size) * ratio));
  const result = work();
  ctx.restore();
  return result;
}
