import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useWords } from '../words/words.js';
import styles from './chart.module.css';
import { endLabels } from './end-labels.js';
import layout from './layout.module.css';

export const lineColours = ['--line-1', '--line-2', '--line-3', '--line-4', '--line-5', '--line-6'] as const;

export interface ChartLine {
  readonly colour: (typeof lineColours)[number];
  /** One for each place on the x axis; null: there is none. */
  readonly values: readonly (number | null)[];
  readonly width: number;
  readonly dash?: readonly number[];
  /** Are its points filled? */
  readonly filled?: boolean;
  /** Stands at its last point. */
  readonly end?: string;
}

export interface ChartData {
  readonly xs: readonly number[];
  readonly lines: readonly ChartLine[];
}

const height = 200;

/** Drawn anew where `data` is another object. Says nothing to a screen reader: the same figures stand beside it as a table. */
export function Chart({ title, data }: { readonly title: string; readonly data: ChartData }): ReactNode {
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
      plot = new uPlot(options(element, data.lines, number), aligned, element);
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
  }, [data, number]);
  return (
    <figure>
      <figcaption className={layout.muted}>{title}</figcaption>
      <div ref={place} className={styles.chart} aria-hidden />
    </figure>
  );
}

function options(element: HTMLElement, lines: readonly ChartLine[], number: (value: number) => string): uPlot.Options {
  const colour = colours(element);
  const axis = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--border'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui',
  };
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false } },
    axes: [
      { ...axis, size: 28, incrs: [1, 2, 5, 10, 20, 50, 100] },
      { ...axis, size: 48, values: (_, values) => values.map((value) => number(value)) },
    ],
    series: [
      {},
      ...lines.map(({ colour: name, width, dash, filled = false }) => ({
        stroke: colour(name),
        width,
        ...(dash === undefined ? {} : { dash: [...dash] }),
        points: { show: true, size: 5, ...(filled ? { fill: colour(name) } : {}) },
      })),
    ],
    ...endLabels(
      lines.map(({ end }) => end),
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
