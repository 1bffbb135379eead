// The interface in the language of whoever asks, or of the place they ask in, through the real discord.js client.
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labelsOf } from '../../src/messages/commands.ts';
import { commands } from '../../src/discord/commands.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { serverDataFile } from '../../src/server-data/server-data-file.ts';
import { list } from '../support/discord-rules.ts';
import { GENERAL_ID, LOCKED_ID, type StoredMessage } from '../support/loopback/types.ts';
import {
  askedFor,
  discord,
  folder,
  followupOf,
  heldUp,
  MANAGER,
  manualBuild,
  mentioned,
  messaged,
  QUESTION,
  replied,
  restart,
  setBeforehand,
  start,
  startWith,
} from '../support/running-bot.ts';
import { ARTICLES, MORE, reportOf, SmallArchive } from '../support/small-archive.ts';
import { idIn, labelsIn } from '../support/components.ts';

const UNANSWERED = 'Who painted the lighthouse violet?';
const many = () => new SmallArchive([...ARTICLES, ...MORE]);

const pressed = (message: StoredMessage, label: string, locale: string) =>
  discord.button(idIn(message, label), message.id, { locale });
const answered = async (name: string, values: Record<string, string> = {}, who = {}) =>
  (await discord.command(name, values, who).response()).content;

/** Begins as an answer does in that language. */
const MARK = { en: /^-# Question: /, de: /^-# Frage: /, ru: /^-# Вопрос: / };

describe('The bot', () => {
  it('registers the names of its commands, options and choices in all three', async () => {
    await start();
    const quotes = discord.commands.find(({ name }) => name === 'quotes')!;
    expect(quotes.name_localizations).toEqual({ de: 'zitate', ru: 'цитаты' });
    const find = discord.commands.find(({ name }) => name === 'Find sources')!;
    expect(find.name_localizations).toEqual({ de: 'Quellen finden', ru: 'Найти источники' });
    const set = discord.commands.find(({ name }) => name === 'settings')!;
    const choices = list(list(set.options).find(({ name }) => name === 'answers')!.choices);
    expect(choices[1]!.name_localizations).toEqual({
      de: 'in einem eigenen Thread',
      ru: 'в отдельной ветке',
    });
  });

  it('speaks the language of whoever asks, and quotes in that of the article', async () => {
    await start();
    const content = await answered('quotes', { speaker: 'lena brandt' }, { locale: 'de' });
    expect(content).toMatch(/^-# Was mayor Lena Brandt gesagt hat\n> The harbour bridge will reopen in May/);
    expect(content).toContain('4. März 2025');
    expect(await answered('check', { quote: 'x', from: '2025-02-31' }, { locale: 'ru' })).toMatch(
      /^«2025-02-31» — не дата\. Укажите/,
    );
    for (const locale of ['de', 'ru'] as const) {
      const help = await answered('help', {}, { locale });
      for (const { data } of commands)
        expect(help).toContain(`- **/${labelsOf(data, locale)[0]}** ${labelsOf(data, locale)[1]}`);
    }
  });
});

describe('The language that is set', () => {
  it('comes before that of the person, a channel’s before the server’s, and /settings changes it at once', async () => {
    await setBeforehand(null, { language: 'de' });
    await setBeforehand(GENERAL_ID, { language: 'ru' });
    await start();
    const asked = { question: QUESTION };
    expect(await answered('ask', asked)).toMatch(MARK.ru);
    expect(await answered('ask', asked, { channel: LOCKED_ID, locale: 'ru' })).toMatch(MARK.de);
    expect(await answered('ask', asked, { direct: true, locale: 'en-GB' })).toMatch(MARK.en);
    expect((await mentioned(QUESTION)).content).toMatch(MARK.ru);
    const all = await discord.autocomplete('settings', { outlets: '' }, 'outlets', MANAGER).choices();
    expect(all[0]).toEqual({ name: 'all: без ограничений', value: 'all' });
    const changed = await answered('settings', { channel: GENERAL_ID, language: 'auto' }, MANAGER);
    expect(changed).toContain('- interface in German');
    expect(await answered('ask', asked, { locale: 'de' })).toMatch(MARK.de);
    expect(await answered('settings', { language: 'ru', channel: GENERAL_ID }, MANAGER)).toMatch(
      /^\*\*Этот сервер\*\*\n[^]*<#\d+>: язык интерфейса: русский$/,
    );
    // Names of commands stay those that the person's Discord shows.
    expect(await answered('help', {}, { locale: 'de' })).toContain('- **/quelle** Найти статью');
  });

  it('is the server’s for a message where each has their own, and English in private', async () => {
    await start({}, { serverLocale: 'de' });
    expect((await mentioned('')).content).toMatch(/^So wird gefragt, .* \/frage verwenden\.$/);
    const none = await mentioned(UNANSWERED);
    expect(none.content.split('\n').slice(0, 2)).toEqual([
      `-# Frage: ${UNANSWERED}`,
      '**Keine Antwort.** Das Archiv hat keine klare Antwort auf diese Frage.',
    ]);
    expect((await messaged(QUESTION)).content).toMatch(MARK.en);
    expect(await answered('ask', { question: QUESTION }, { locale: 'ru' })).toMatch(MARK.ru);
  });

  it('is the person’s while the settings cannot be read', async () => {
    writeFileSync(serverDataFile(folder), 'no database '.repeat(1000));
    await start();
    const told = await answered('ask', { question: QUESTION }, { locale: 'de' });
    expect(told).toBe(messagesFor('de').machineTrouble);
  });
});

describe('An answer in one language', () => {
  it('opens in that of whoever presses its buttons, also one of before there were several', async () => {
    await start({ archive: many() });
    const english = await mentioned(QUESTION);
    expect(labelsIn(english)).toEqual(['More quotes', 'Outlets side by side', 'Context', '👍', '👎']);
    const more = await pressed(english, 'More quotes', 'de').response();
    expect(more.content).toMatch(/^-# Frage: .*\n-# Weitere Zitate: 1 bis \d von \d\n> /);
    const outlets = await pressed(english, 'Outlets side by side', 'ru').response();
    expect(outlets.content).toMatch(/^-# Вопрос: .*\n-# Сравнение изданий, сначала новое\n/);
    const context = await pressed(english, 'Context', 'de').response();
    expect(context.content).toMatch(/^-# Kontext von Zitat 1 \(fett hervorgehoben\)\n[^]*, 4\. März 2025 · /);
    expect(labelsIn(context)).toEqual(['Zitat 1', 'Zitat 2', 'Zitat 3']);
    expect((await pressed(english, '👍', 'de').response()).content).toBe(
      'Vermerkt: Das hat geholfen. Die andere Schaltfläche ändert es.',
    );
    await restart(new SmallArchive([]));
    expect((await pressed(english, 'Context', 'ru').response()).content).toBe(
      'Статьи с этой цитатой в архиве больше нет.',
    );
    expect((await pressed(english, 'More quotes', 'de').response()).content).toBe(
      'Das Archiv hat darauf keine Antwort mehr. Bitte die Frage noch einmal stellen.',
    );
  });

  it.each([
    ['de', 'Frage', ['Weitere Zitate', 'Medien nebeneinander', 'Kontext', 'Teilen', '👍', '👎']],
    ['ru', 'Вопрос', ['Ещё цитаты', 'Сравнить издания', 'Контекст', 'Поделиться', '👍', '👎']],
  ])('in %s is followed up, opened and shared like any other', async (language, mark, named) => {
    await setBeforehand(null, { language: language as 'de' });
    await start({ archive: many() });
    const first = await mentioned('What did Lena Brandt say about the harbour bridge?');
    expect((await replied(first.id, 'and what did she say about reopening?')).content.split('\n')[0]).toBe(
      `-# ${mark}: What did Lena Brandt say about reopening (on harbour bridge)?`,
    );
    const own = await askedFor({ private: true });
    expect(labelsIn(own)).toEqual(named);
    expect((await pressed(own, named[0]!, 'en-US').response()).content).toContain(`-# ${mark}: ${QUESTION}`);
    const shared = pressed(own, named[3]!, 'en-US');
    const posted = await followupOf(shared);
    expect(posted.content).toMatch(/\n-# (?:Geteilt von|Поделился участник) <@\d+>$/);
  });
});

/** What is said of one thing in two languages. */
const IN = {
  status: {
    de: /^\*\*3 Artikel\*\*, 3 Passagen\nZeitraum: 4\. März .*\nModell: bundled\nZuletzt gebaut: 1\. Mai 2025, 08:00 UTC · Index .* alt\n2 Medien:\n- Tidewater Gazette: 2 Artikel/,
    ru: /^\*\*3 статьи\*\*, 3 отрывка\nПериод: 4 марта .*\nМодель: bundled\nПоследняя сборка: 1 мая 2025 г\., 08:00 UTC · индексу .*\n2 издания:\n- Tidewater Gazette: 2 статьи/,
  },
  lacking: {
    de: 'In diesem Kanal fehlt: Nachrichten senden. Erwähnungen',
    ru: 'В этом канале не хватает прав: Отправлять сообщения. Упоминания',
  },
  settings: {
    de: '**Dieser Server**\n- antwortet auf Erwähnungen\n- Antworten stehen im Kanal\n- Befehle antworten für alle sichtbar\n- aus allen Medien\n- Oberfläche in der Sprache jeder Person\n- Texte von Fragen werden nicht aufbewahrt',
    ru: '**Этот сервер**\n- ответ даётся на упоминание\n- ответы даются прямо в канале\n- ответы на команды видят все\n- по всем изданиям\n- интерфейс на языке каждого участника\n- тексты вопросов не хранятся',
  },
  insights: {
    de: /^Letzte 30 Tage: 2 Fragen von 1 Person; 1 beantwortet, 1 ohne Antwort\.\nStimmen: 0 dafür, 0 dagegen\.\nDie Hälfte dauerte nicht länger als \d+ ms; die langsamsten:\n- \d+ ms: eine Frage, deren Text[^]*\nOhne Antwort und ohne Text: 1\. .* \/einstellungen /,
    ru: /^За 30 дней: 2 вопроса от 1 человека; с ответом: 1, без ответа: 1\.\nГолоса: за — 0, против — 0\.\nПоловина заняла не более \d+ мс; самые долгие:\n- \d+ мс: вопрос, текст[^]*\nБез ответа и без текста: 1\. .* \/настройки /,
  },
  forgotten: { de: 'Gelöscht: 2 Fragen und 0 Stimmen von dir.', ru: 'Удалено: 2 ваших вопроса и 0 голосов.' },
  nothing: { de: 'Über dich war nichts gespeichert.', ru: 'О вас ничего не хранилось.' },
  refused: {
    de: 'Das dürfen nur Personen, die den Server verwalten. Bitte eine von ihnen fragen.',
    ru: 'Это могут делать только те, кто управляет сервером. Обратитесь к одному из них.',
  },
  misplaced: {
    de: 'Ohne Erwähnung wird nur in Kanälen geantwortet. Bitte angeben, in welchem: kanal:',
    ru: 'Без упоминания бот отвечает только в каналах. Укажите, в каком: канал:',
  },
  explained: {
    de: /^\*\*Wie diese Antwort zustande kam\*\*[^]*\nÜbernommen: nichts\.\nTage: keine genannt, Stand .*\.\nSicherheit: 0,90; ab 0,50 /,
    ru: /^\*\*Как получился этот ответ\*\*[^]*\nИз предыдущего вопроса ничего не взято\.\nДни: не названы .*\nУверенность: 0,90; начиная с 0,50 /,
  },
  mute: {
    de: 'Attest darf in #locked nicht antworten: Es fehlt die Berechtigung „Nachrichten senden“. Wer den Kanal verwaltet, kann sie erteilen; /frage funktioniert auch ohne.',
    ru: 'Attest не может отвечать в #locked: не хватает права «Отправлять сообщения». Его может дать тот, кто управляет каналом; /вопрос работает и без него.',
  },
  often: {
    de: /^Du hast innerhalb einer Minute 1 Mal gefragt\. Bitte in \d+ Sekunden? noch einmal fragen\.$/,
    ru: /^Вы спросили 1 раз за минуту\. Спросите ещё раз через \d+ секунд[уы]?\.$/,
  },
  before: { de: '-# 1 Frage vor deiner …', ru: '-# Вопросов перед вашим: 1…' },
  full: {
    de: 'Die Warteschlange ist voll (1 Frage). Bitte in einer Minute noch einmal fragen.',
    ru: 'Очередь заполнена (1 вопрос). Спросите ещё раз через минуту.',
  },
  progress: {
    de: 'Der Index wird neu gebaut. Artikel werden indexiert: 1 von 50 (2 %)',
    ru: 'Индекс перестраивается. Индексация статей: 1 из 50 (2 %)',
  },
  already: {
    de: 'Der Index wird schon neu gebaut: Artikel werden indexiert: 1 von 50 (2 %). Bitte den Bericht abwarten.',
    ru: 'Индекс уже перестраивается: Индексация статей: 1 из 50 (2 %). Дождитесь отчёта.',
  },
  rebuilt: {
    de: '**Index neu gebaut** in 0,2 s. Antworten kommen jetzt daraus.\n1 Artikel, 5 Passagen (1 eingebettet, 4 übernommen); 2 Artikel entfernt.\n1 Problem:\n- bad.txt, Zeile 3: Der Titel fehlt. Bitte vor den Text setzen: als „title:“ oder als erste Zeile „# …“.',
    ru: '**Индекс перестроен** за 0,2 с. Ответы теперь берутся из него.\n1 статья, 5 отрывков (новых: 1, прежних: 4); удалено: 2 статьи.\n1 ошибка:\n- bad.txt, строка 3: Нет названия. Поставьте его перед текстом: «title:» или первой строкой «# …».',
  },
};
const REPORT = reportOf({
  articles: 1,
  passages: 5,
  embedded: 1,
  reused: 4,
  removed: 2,
  problems: [{ file: 'bad.txt', line: 3, cause: { kind: 'no title' } }],
  seconds: 0.2,
});

describe.each(['de', 'ru'] as const)('Whoever reads %s', (locale) => {
  const said = (what: keyof typeof IN, content: string) => {
    const expected = IN[what][locale];
    if (typeof expected === 'string') expect(content).toContain(expected);
    else expect(content).toMatch(expected);
  };

  it('reads the state of the archive, settings, insights and what is refused in it', async () => {
    await start();
    const manager = { ...MANAGER, locale };
    for (const question of [QUESTION, UNANSWERED]) await answered('ask', { question }, { locale });
    said('status', await answered('status', {}, { locale }));
    said('lacking', await answered('status', {}, { locale, channel: LOCKED_ID }));
    said('settings', await answered('settings', {}, manager));
    said('insights', await answered('insights', {}, manager));
    said('forgotten', await answered('forget-me', {}, { locale }));
    said('nothing', await answered('forget-me', {}, { locale }));
    said('refused', await answered('insights', {}, { locale }));
    const misplaced = discord.command('settings', { every: true }, manager);
    said('misplaced', (await misplaced.response()).content);
    const explained = discord.command('ask', { question: QUESTION, explain: true }, { locale });
    said('explained', (await followupOf(explained)).content);
  });

  it('is told in it to wait, to come again, and that the line is full', async () => {
    const open = heldUp();
    await startWith({ USER_LIMIT: '1', MAX_WAITING: '1' });
    const ask = (user: string, question: string) => discord.command('ask', { question }, { user, locale });
    const [, second, third] = [
      ask('one', QUESTION),
      ask('two', 'What do captains doubt?'),
      ask('three', UNANSWERED),
    ];
    said('full', (await followupOf(third)).content);
    said('often', await answered('status', {}, { user: 'one', locale }));
    said('before', (await second.response()).content);
    open();
    await second.response(({ content }) => content.includes('> '));
  });

  it('is told in it how a build goes, and that there is one already', async () => {
    const { build, begun, resolve } = manualBuild();
    await start({ build });
    const manager = { ...MANAGER, locale };
    const asked = discord.command('reindex', {}, manager);
    const show = await begun;
    show({ stage: 'embedding', done: 1, total: 50 });
    said('progress', (await asked.response()).content);
    said('already', await answered('reindex', {}, manager));
    resolve(REPORT);
    const report = await asked.response(({ content }) => content.includes('bad.txt'));
    said('rebuilt', report.content);
  });

  it('is told in it, where the server has it, why a channel gets no answer', async () => {
    await start({}, { serverLocale: locale });
    discord.mention(QUESTION, { channel: LOCKED_ID });
    said('mute', (await discord.sent()).content);
    expect(discord.messages(LOCKED_ID).filter(({ author }) => author.bot)).toEqual([]);
  });
});
