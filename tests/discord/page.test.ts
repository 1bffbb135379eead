// The page of the README's pictures draws what Discord would, and article text is text on it.
import { ButtonStyle, ComponentType } from 'discord.js';
import { expect, test } from 'vitest';
import { payload } from '../../src/discord/views/payload.ts';
import { drawPage } from '../support/discord-page.ts';

const button = { type: ComponentType.Button, style: ButtonStyle.Secondary, custom_id: 'a' } as const;

test('A message is drawn on a phone and on a desktop, with its quotes, small print, links and buttons', () => {
  const content =
    '-# Small *print*\n> Quoted & <b>true</b>.\n[1] **Bold** · [A title](<https://a.example/?a=1&b=2>)';
  const components = [
    { type: ComponentType.ActionRow as const, components: [{ ...button, label: 'Context', disabled: true }] },
  ];
  const page = drawPage({ payload: { ...payload(content), components }, replyTo: '<script>' });
  expect(page.match(/class="screen /g)).toHaveLength(2);
  expect(page).toContain('<span class="small">Small <i>print</i></span>');
  expect(page).toContain('<span class="quote">Quoted &#38; &#60;b&#62;true&#60;/b&#62;.</span>');
  expect(page).toContain('[1] <b>Bold</b> · <a href="https://a.example/?a=1&#38;b=2">A title</a>');
  expect(page).toContain('<button disabled>Context</button>');
  expect(page).not.toContain('<script>');
});

test('Lists and small print take their own lines, without an empty one behind them', () => {
  const page = drawPage({ payload: payload('-# one\n- two\n- three\nfour'), isPrivate: true });
  expect(page).toContain(
    '<span class="small">one</span><span class="item">two</span><span class="item">three</span>four',
  );
  expect(page).toContain('Only you can see this');
});
