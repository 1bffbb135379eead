// Numbers as pictures that can be read without seeing them: bars beside their figures, and a chart with its table. Pure.
import type { Messages } from '../messages/messages.ts';
import type { OwnerWords } from '../messages/owner-wording.ts';
import type { Time } from './facts.ts';
import { html, type Html } from './html.ts';

/** Outlets that have a colour of their own; the rest is one. */
const COLOURED = 4;
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [720, 200, 34, 22, 8];
/** Names of times that have room under the chart. */
const MAX_NAMES = 12;

const number = (value: number): string => String(Math.round(value * 100) / 100);

/** A bar from 0 to `of`, in a cell whose neighbour has the figure. */
export function bar(value: number, of: number, kind = 'c0'): Html {
  const width = of > 0 ? (100 * Math.min(Math.max(value, 0), of)) / of : 0;
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="100" height="10" />
    <rect class="${kind}" width="${number(width)}" height="10" />
  </svg>`;
}

/** What one step adds to a sum: from where the sum was to where it is then, on one scale for all steps. */
export function step(from: number, to: number, [least, most]: readonly [number, number]): Html {
  const at = (value: number) => (100 * (value - least)) / (most - least || 1);
  const [left, right] = [Math.min(at(from), at(to)), Math.max(at(from), at(to))];
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <line
      class="axis"
      x1="${number(at(0))}"
      x2="${number(at(0))}"
      y1="0"
      y2="10"
      vector-effect="non-scaling-stroke"
    />
    <rect
      class="${to < from ? 'against' : 'for'}"
      x="${number(left)}"
      width="${number(Math.max(right - left, 0.5))}"
      y="1"
      height="8"
    />
  </svg>`;
}

/** A share from 0 to 1, with the mark that it has to reach. */
export function reaching(value: number, mark: number): Html {
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="100" height="10" />
    <rect class="${value >= mark ? 'for' : 'against'}" width="${number(100 * value)}" height="10" />
    <line
      class="mark"
      x1="${number(100 * mark)}"
      x2="${number(100 * mark)}"
      y1="0"
      y2="10"
      vector-effect="non-scaling-stroke"
    />
  </svg>`;
}

/** Articles by time, stacked by outlet, with a legend and the same as a table. */
export function timeChart(
  times: readonly Time[],
  outlets: readonly string[],
  words: OwnerWords,
  messages: Messages,
): Html {
  if (times.length === 0) return html``;
  const named = outlets.slice(0, COLOURED);
  const hasOthers = outlets.length > COLOURED;
  const partsOf = ({ articles, byOutlet }: Time): number[] => {
    const counts = named.map((outlet) => byOutlet.get(outlet) ?? 0);
    const rest = articles - counts.reduce((sum, each) => sum + each, 0);
    return hasOthers ? [...counts, rest] : counts;
  };
  const names = hasOthers ? [...named, words.others] : named;
  const peak = times.reduce((most, time) => (time.articles > most.articles ? time : most));
  const label = words.chart(times[0]!.name, times.at(-1)!.name, peak.articles, peak.name);
  const legend = names.map(
    (name, i) =>
      html`<li>
        <svg viewBox="0 0 10 10" aria-hidden="true"><rect class="c${i}" width="10" height="10" /></svg>
        ${name}
      </li>`,
  );
  const isByYear = times[0]!.name.length === 4;
  const rows = times.map((time) => {
    const counts = partsOf(time).map((count) => html`<td class="n">${count}</td>`);
    return html`<tr>
      <th scope="row">${time.name}</th>
      <td class="n">${time.articles}</td>
      ${counts}
    </tr>`;
  });
  return html`<h3>${isByYear ? words.years : words.months}</h3>
    <ul class="legend">
      ${legend}
    </ul>
    <div class="wide" tabindex="0" role="group" aria-label="${label}">
      ${columns(times, partsOf, peak.articles, label, messages)}
    </div>
    <details>
      <summary>${words.asTable}</summary>
      <div class="wide" tabindex="0" role="group" aria-label="${words.asTable}">
        <table>
          <thead>
            <tr>
              <th scope="col">${isByYear ? words.year : words.month}</th>
              <th scope="col" class="n">${words.all}</th>
              ${names.map((name) => html`<th scope="col" class="n">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>
    </details>`;
}

function columns(
  times: readonly Time[],
  partsOf: (time: Time) => number[],
  most: number,
  label: string,
  { decimal }: Messages,
): Html {
  const [room, height] = [(WIDTH - LEFT) / times.length, HEIGHT - BOTTOM - TOP];
  const width = Math.min(room * 0.8, 48);
  const each = Math.ceil(times.length / MAX_NAMES);
  const drawn = times.flatMap((time, i) => {
    const x = LEFT + i * room + (room - width) / 2;
    let y = HEIGHT - BOTTOM;
    const rects = partsOf(time).map((count, part) => {
      const tall = (height * count) / (most || 1);
      y -= tall;
      return html`<rect
        class="c${part}"
        x="${number(x)}"
        y="${number(y)}"
        width="${number(width)}"
        height="${number(tall)}"
      />`;
    });
    const name =
      i % each === 0
        ? [
            html`<text class="ink" text-anchor="middle" x="${number(x + width / 2)}" y="${HEIGHT - 7}"
              >${time.name}</text
            >`,
          ]
        : [];
    return [html`<g>${rects}<title>${time.name}: ${time.articles}</title></g>`, ...name];
  });
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
    <line class="axis" x1="${LEFT}" x2="${WIDTH}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}" />
    <text class="ink" text-anchor="end" x="${LEFT - 6}" y="${TOP + 9}">${decimal(most, 0)}</text>
    <text class="ink" text-anchor="end" x="${LEFT - 6}" y="${HEIGHT - BOTTOM}">0</text>
    ${drawn}
  </svg>`;
}
