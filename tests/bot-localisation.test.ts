// The interface in the language of whoever asks, through the real discord.js client.
import { describe, expect, it } from 'vitest';
import { discord, start } from './running-bot.ts';

describe('The bot', () => {
  it('registers the names of its commands in all three', async () => {
    await start();
    const quotes = discord.commands.find(({ name }) => name === 'quotes')!;
    expect(quotes.name_localizations).toEqual({ de: 'zitate', ru: 'цитаты' });
    const find = discord.commands.find(({ name }) => name === 'Find sources')!;
    expect(find.name_localizations).toEqual({ de: 'Quellen finden', ru: 'Найти источники' });
  });

  it('speaks the language of whoever asks, and quotes in that of the article', async () => {
    await start();
    const { content } = await discord
      .command('quotes', { speaker: 'lena brandt' }, { locale: 'de' })
      .response();
    expect(content).toMatch(/^-# Was mayor Lena Brandt gesagt hat\n> The harbour bridge will reopen in May/);
    expect(content).toContain('4. März 2025');
    const refused = discord.command('check', { quote: 'x', from: '2025-02-31' }, { locale: 'ru' });
    expect((await refused.response()).content).toMatch(/^«2025-02-31» — не дата\. Укажите/);
    const help = await discord.command('help', {}, { locale: 'de' }).response();
    expect(help.content).toContain('- **/zitate** Was jemand laut Archiv gesagt hat');
    expect(help.content).toContain('**Quellen finden**');
  });
});
