// How build time, question time, memory and disk grow with the archive, as a small SVG with the exponent of growth. Pure.
import type { Growth } from './archive.ts';

const WIDTH = 640;
const HEIGHT = 150;
const PANEL = 160;
const MARGIN = { left: 14, right: 14, top: 40, bottom: 30 };
const PANELS: [string, string, (point: Growth) => number][] = [
  ['build', 's', (point) => point.buildSeconds],
  ['question p95', 'ms', (point) => point.p95],
  ['memory', 'MB', (point) => point.answeringMegabytes],
  ['disk', 'MB', (point) => point.diskMegabytes],
];

/** Slope of log(value) over log(articles), by least squares: 1 is linear growth. */
export function exponent(points: readonly Growth[], value: (point: Growth) => number): number {
  const xs = points.map((point) => Math.log(point.articles));
  const ys = points.map((point) => Math.log(value(point)));
  const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [x, y] = [mean(xs), mean(ys)];
  const covariance = xs.reduce((sum, each, i) => sum + (each - x) * (ys[i]! - y), 0);
  return covariance / xs.reduce((sum, each) => sum + (each - x) ** 2, 0);
}

/** Four panels side by side, both axes logarithmic. */
export function plotGrowth(points: readonly Growth[]): string {
  const panels = PANELS.map(([name, unit, value], i) => panel(points, name, unit, value, i * PANEL)).join(
    '\n',
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11" role="img" aria-label="Growth with the number of articles">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
${panels}
</svg>
`;
}

function panel(
  points: readonly Growth[],
  name: string,
  unit: string,
  value: (point: Growth) => number,
  left: number,
): string {
  const scale = (values: number[], from: number, to: number) => {
    const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
    return values.map((each) => from + ((Math.log(each) - low) / Math.max(high - low, 1e-9)) * (to - from));
  };
  const xs = scale(
    points.map((point) => point.articles),
    left + MARGIN.left + 12,
    left + PANEL - MARGIN.right - 18,
  );
  const ys = scale(points.map(value), HEIGHT - MARGIN.bottom - 14, MARGIN.top + 14);
  const line = xs.map((x, i) => `${x.toFixed(1)},${ys[i]!.toFixed(1)}`).join(' ');
  const marks = points.map((point, i) => {
    const label = value(point) >= 10 ? Math.round(value(point)).toString() : value(point).toFixed(1);
    return `<circle cx="${xs[i]!.toFixed(1)}" cy="${ys[i]!.toFixed(1)}" r="3" fill="#1f5fa8"/><text x="${xs[i]!.toFixed(1)}" y="${(ys[i]! - 7).toFixed(1)}" text-anchor="middle">${label}</text><text x="${xs[i]!.toFixed(1)}" y="${HEIGHT - 10}" text-anchor="middle" fill="#555555">${(point.articles / 1000).toFixed(0)}k</text>`;
  });
  return `<text x="${left + MARGIN.left}" y="16" font-weight="bold">${name}, ${unit}</text><text x="${left + MARGIN.left}" y="30" fill="#555555">articles^${exponent(points, value).toFixed(2)}</text><polyline points="${line}" fill="none" stroke="#1f5fa8" stroke-width="1.5"/>${marks.join('')}`;
}
