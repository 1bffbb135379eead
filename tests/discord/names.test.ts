// What /ask offers while a question is typed: people and places of the archive that may be seen.
import { describe, expect, it } from 'vitest';
import { discord, setBeforehand, start } from '../support/running-bot.ts';

describe('/ask', () => {
  const offered = async (question: string, who = {}) =>
    (await discord.autocomplete('ask', { question }, 'question', who).choices()).map(({ value }) => value);
  const until = async (question: string, length: number) => {
    for (;;) {
      const values = await offered(question);
      if (values.length >= length) return values;
    }
  };

  it('offers what is typed first, and then with a name, once the names are known', async () => {
    await start();
    expect(await offered('What did br')).toEqual(['What did br']);
    expect(await until('What did br', 2)).toEqual(['What did br', 'What did Lena Brandt']);
    expect(await offered('')).toEqual([]);
    expect(await offered(`${'why '.repeat(30)}br`)).toEqual([]);
  });

  it('offers nothing of outlets that are not allowed', async () => {
    await setBeforehand(null, { outlets: ['Saltmarsh Post'] });
    await start();
    expect(await until('aal', 2)).toEqual(['aal', 'Piet Aalders']);
    expect(await offered('br')).toEqual(['br']);
  });
});
