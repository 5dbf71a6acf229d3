import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useWords } from '../words/words.js';
import layout from './layout.module.css';
import styles from './plot.module.css';

/** The colours of lines, as custom properties; the order in which they are told apart best. */
export const lineColours = ['--line-1', '--line-2', '--line-3', '--line-4', '--line-5', '--line-6'] as const;

export interface Line {
  /** By epoch; null: not known. */
  readonly values: readonly (number | null)[];
  readonly colour: (typeof lineColours)[number];
  /** Lengths of the dashes and of what is between them. */
  readonly dash?: readonly number[];
  readonly width?: number;
  /** The dots of its epochs are filled. */
  readonly filled?: boolean;
}

interface PlotProps {
  readonly title: string;
  readonly epochs: readonly number[];
  readonly lines: readonly Line[];
}

const height = 200;

/** Lines over epochs on a canvas, which says nothing to a screen reader: give the same figures as a table beside it. */
export function Plot({ title, epochs, lines }: PlotProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const { number } = useWords();
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const data: uPlot.AlignedData = [[...epochs], ...lines.map(({ values }) => [...values])];
    let plot: uPlot | null = null;
    // A canvas knows no custom properties and no theme: it is drawn again with the colours of now.
    const draw = (): void => {
      plot?.destroy();
      plot = new uPlot(options(element, lines, number), data, element);
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
  }, [epochs, lines, number]);
  return (
    <figure>
      <figcaption className={layout.muted}>{title}</figcaption>
      <div ref={place} className={styles.plot} aria-hidden />
    </figure>
  );
}

function options(element: HTMLElement, lines: readonly Line[], number: (value: number) => string): uPlot.Options {
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
      ...lines.map(({ colour: name, dash, width = 2, filled = false }) => ({
        stroke: colour(name),
        width,
        points: { show: true, size: 5, ...(filled && { fill: colour(name) }) },
        ...(dash !== undefined && { dash: [...dash] }),
      })),
    ],
  };
}

/** What a custom property with light-dark() comes to: computed by the browser, on an element that nobody sees. */
function colours(element: HTMLElement): (name: string) => string {
  const probe = element.appendChild(document.createElement('span'));
  const found = new Map<string, string>();
  for (const name of ['--muted', '--border', ...lineColours]) {
    probe.style.color = `var(${name})`;
    found.set(name, getComputedStyle(probe).color);
  }
  probe.remove();
  return (name) => found.get(name) ?? 'gray';
}
