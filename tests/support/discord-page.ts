// A page that draws a message of the bot the way Discord does, dark, on a phone and on a desktop. Pure.
// Sizes and colours follow Discord's clients; its fonts are not free, so Open Sans stands in for them.
import type { Payload } from '../../src/discord/views/payload.ts';
import { type Part, partsOf } from './discord-markdown.ts';

/** Widths of the two screens, in CSS pixels. */
export const PHONE = 390;
export const DESKTOP = 640;

/** What is drawn: a message, and what stands above it. */
export interface Drawn {
  payload: Payload;
  /** The message that it replies to; left out, it answers a command or a button. */
  replyTo?: string;
  /** Only one person sees it. */
  isPrivate?: boolean;
}

const STYLE = `
*{box-sizing:border-box}
body{margin:0;background:#111214;font-family:'Open Sans','Noto Color Emoji',sans-serif;color:#dbdee1;display:flex;gap:16px;align-items:flex-start;padding:16px;width:max-content}
.screen{background:#1a1a1e;border-radius:14px;padding:16px 14px 18px;overflow:hidden}
.phone{width:${PHONE}px;font-size:15.5px;line-height:1.36}
.desktop{width:${DESKTOP}px;font-size:15.5px;line-height:1.36}
.message{position:relative;padding-left:54px}
.avatar{position:absolute;left:0;top:2px;width:40px;height:40px;border-radius:50%;background:#5865f2;color:#fff;text-align:center;font-weight:700;font-size:20px;line-height:40px}
.reply{color:#b5bac1;font-size:13.5px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;margin:0 0 5px 26px;padding-left:28px;position:relative}
.reply:before{content:'';position:absolute;left:-6px;top:9px;width:28px;height:12px;border:2px solid #4e5058;border-right:0;border-bottom:0;border-top-left-radius:6px}
.name{font-weight:600;color:#f2f3f5}.app{background:#5865f2;color:#fff;font-size:10px;font-weight:600;border-radius:4px;padding:1px 5px;margin:0 6px;vertical-align:2px}
.time{color:#949ba4;font-size:12px}
.content{white-space:pre-wrap;overflow-wrap:anywhere}
.quote{display:block;border-left:4px solid #4e5058;border-radius:4px;padding:0 8px 0 12px;margin:0}
.small{display:block;color:#949ba4;font-size:13px;line-height:1.4}
.item{display:block;padding-left:18px;position:relative}.item:before{content:'•';position:absolute;left:4px}
a{color:#5ea7f7;text-decoration:none}b{font-weight:700}
.row{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px}
button{font:600 14px/18px 'Open Sans','Noto Color Emoji';color:#dbdee1;background:#2f3036;border:1px solid #3f4048;border-radius:8px;padding:6px 14px;min-height:32px}
button:disabled{opacity:.5}
.only{color:#949ba4;font-size:12.5px;margin-top:6px}
.mention{background:#3c4270;color:#c9cdfb;border-radius:3px;padding:0 2px}`;

/** The whole page, phone and desktop side by side. */
export function drawPage(drawn: Drawn): string {
  const message = drawMessage(drawn);
  const screens = ['phone', 'desktop'].map((screen) => `<div class="screen ${screen}">${message}</div>`);
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${screens.join('\n')}`;
}

function drawMessage({ payload, replyTo, isPrivate }: Drawn): string {
  const reply = replyTo ? `<div class="reply"><b>Marta</b> ${escaped(`@Attest ${replyTo}`)}</div>` : '';
  const head = '<span class="name">Attest</span><span class="app">APP</span><span class="time">12:04</span>';
  const only = isPrivate ? '<div class="only">👁 Only you can see this · Dismiss message</div>' : '';
  const content = partsOf(payload.content).map(drawPart).join('');
  return `${reply}<div class="message"><div class="avatar">A</div><div>${head}</div><div class="content">${content}</div>${drawButtons(payload)}${only}</div>`;
}

/** The elements of constructs; what is not here is drawn as its text. */
const ELEMENTS: Readonly<Record<string, string>> = {
  quote: '<span class="quote">|</span>',
  small: '<span class="small">|</span>',
  list: '<span class="item">|</span>',
  bold: '<b>|</b>',
  italics: '<i>|</i>',
  mention: '<span class="mention">|</span>',
};

function drawPart({ mark, text, parts, link }: Part, at: number, all: readonly Part[]): string {
  // A block ends its line: Discord draws no empty one for the line end behind it.
  const afterBlock = mark === null && ['small', 'list'].includes(all[at - 1]?.mark ?? '');
  const inner = escaped(afterBlock ? text.replace(/^\n/, '') : text) + parts.map(drawPart).join('');
  if (link !== undefined) return `<a href="${escaped(link)}">${inner}</a>`;
  const body = mark === 'quote' ? inner.replace(/\n$/, '') : inner;
  return (ELEMENTS[mark ?? ''] ?? '|').replace('|', () => body);
}

function drawButtons({ components = [] }: Payload): string {
  const rows = components.map(({ components: buttons }) =>
    buttons.map((each) => {
      const label = 'label' in each ? (each.label ?? '') : '';
      return `<button${each.disabled ? ' disabled' : ''}>${escaped(label)}</button>`;
    }),
  );
  return rows.map((buttons) => `<div class="row">${buttons.join('')}</div>`).join('');
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
