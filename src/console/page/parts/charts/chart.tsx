import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useWords } from '../../words/words.js';
import styles from './chart.module.css';
import { endLabels } from './end-labels.js';
import layout from '../layout.module.css';

/** In an order in which neighbours are no shades of one another, in both themes. */
export const lineColours = ['--line-1', '--line-3', '--line-4', '--line-5', '--line-6', '--line-2'] as const;

interface ChartLine {
  readonly colour: (typeof lineColours)[number];
  /** One for each place on the x axis; null: there is none. */
  readonly values: readonly (number | null)[];
  readonly width: number;
  readonly dash?: readonly number[];
  /** Whether each value is marked: many marks hide the dashes. */
  readonly marks: 'filled' | 'hollow' | 'none';
  /** Stands at its last point. */
  readonly end?: string;
}

export interface ChartData {
  readonly xs: readonly number[];
  readonly lines: readonly ChartLine[];
}

interface ChartProps {
  readonly title: string;
  readonly data: ChartData;
  /** Pixels. */
  readonly height?: number;
}

/** Drawn anew where `data` is another object. Says nothing to a screen reader: the same figures stand beside it as a table. */
export function Chart({ title, data, height = 200 }: ChartProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const { number } = useWords();
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const aligned: uPlot.AlignedData = [[...data.xs], ...data.lines.map(({ values }) => [...values])];
    let plot: uPlot | null = null;
    // A canvas knows no custom properties and no theme: it is drawn again with the colours of now.
    const draw = (): void => {
      plot?.destroy();
      plot = new uPlot({ ...options(element, data.lines, number), height }, aligned, element);
    };
    const resize = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height }));
    const dark = matchMedia('(prefers-color-scheme: dark)');
    draw();
    resize.observe(element);
    window.addEventListener('themechange', draw);
    dark.addEventListener('change', draw);
    return () => {
      resize.disconnect();
      window.removeEventListener('themechange', draw);
      dark.removeEventListener('change', draw);
      plot?.destroy();
    };
  }, [data, number, height]);
  return (
    <figure>
      <figcaption className={layout.muted}>{title}</figcaption>
      <div ref={place} className={styles.chart} aria-hidden />
    </figure>
  );
}

function options(
  element: HTMLElement,
  lines: readonly ChartLine[],
  number: (value: number) => string,
): Omit<uPlot.Options, 'height'> {
  const colour = colours(element);
  const axis = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--border'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui',
  };
  return {
    width: element.clientWidth,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false } },
    axes: [
      { ...axis, size: 28, incrs: [1, 2, 5, 10, 20, 50, 100] },
      { ...axis, size: 48, values: (_, values) => values.map((value) => number(value)) },
    ],
    series: [
      {},
      ...lines.map(({ colour: name, width, dash, marks }) => ({
        stroke: colour(name),
        width,
        ...(dash === undefined ? {} : { dash: [...dash] }),
        points: { show: marks !== 'none', size: 5, ...(marks === 'filled' ? { fill: colour(name) } : {}) },
      })),
    ],
    ...endLabels(
      lines.map(({ end, colour: name }) => ({ text: end, colour: colour(name) })),
      colour('--text'),
    ),
  };
}

/** What a custom property with light-dark() comes to: computed by the browser, on an element that nobody sees. */
function colours(element: HTMLElement): (name: string) => string {
  const probe = element.appendChild(document.createElement('span'));
  const found = new Map<string, string>();
  for (const name of ['--muted', '--border', '--text', ...lineColours]) {
    probe.style.color = `var(${name})`;
    found.set(name, getComputedStyle(probe).color);
  }
  probe.remove();
  return (name) => found.get(name) ?? 'gray';
}
