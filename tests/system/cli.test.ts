// Every command, its options and what it prints; some of them as a process of their own, as a person or a script runs them.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { attest as run, attestProcess, type Circumstances } from '../support/command-line.ts';
import { EXAMPLE, ROOT } from '../support/project.ts';
import { shippedIndex } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

let embeddings: string;
beforeAll(async () => void (embeddings = (await shippedIndex()).EMBEDDINGS_DIR));

const attest = (args: string[], { input, env }: Circumstances = {}) =>
  run(args, { input, env: { EMBEDDINGS_DIR: embeddings, ...env } });

describe('as a process of its own a command', () => {
  const alone = (args: string[]) =>
    attestProcess(args, { env: { CORPUS_DIR: EXAMPLE, EMBEDDINGS_DIR: embeddings } });

  test.each(['status', 'verify'])('%s writes what was asked for alone to standard output', async (name) => {
    const { stdout, code } = await alone([name, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ articles: 24 });
    expect(code).toBe(0);
  });

  test('that fails ends with code 1 and one sentence on standard error', async () => {
    const { stdout, stderr, code } = await alone(['evaluate', 'missing.jsonl']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^.*missing\.jsonl cannot be read.*\n$/);
  });

  test('--version prints the version and nothing else', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(await alone(['--version'])).toMatchObject({ stdout: `${version}\n`, stderr: '', code: 0 });
  });
});

describe('the chat', () => {
  const input = [
    'What did Jem Rosewarne say about the dredging?',
    'thanks!',
    'and what did he say about the licence?',
    'How many homes were flooded on Lower Staithe?',
    'more?',
  ].join('\n');

  test('reads a question after the one before it, and says how', async () => {
    const { stdout, code } = await attest(['start'], { input });
    expect(stdout).toMatch(
      /> and what did he say about the licence\?\n\nRead as: What did Jem Rosewarne say about the licence\?\n/,
    );
    expect(stdout).toMatch(/> more\?\n\nRead as: How many homes were flooded on Lower Staithe\?\n/);
    expect(stdout.match(/^Read as: /gm)).toHaveLength(2);
    expect(code).toBe(0);
  });

  test('is none where lines are asked one by one', async () => {
    const { stdout } = await attest(['ask'], { input });
    expect(stdout).not.toContain('Read as: ');
    expect(
      (await attest(['ask', '--json'], { input })).lines.map((line) => JSON.parse(line).question),
    ).toEqual(input.split('\n'));
  });
});

describe('ask', () => {
  test('--check looks quotations up, one a line', async () => {
    const { lines, code } = await attest(['ask', '--check', '--json'], {
      input:
        "The Coastal Licensing Office counted 8 hectares\nThe commission's study gave 3 hectares\nThe mayor bought a submarine.\n",
    });
    expect(lines.map((line) => JSON.parse(line).kind)).toEqual(['near', 'exact', 'not found']);
    expect(code).toBe(0);
    const { stdout } = await attest([
      'ask',
      '--check',
      'The commission’s study gave 3 hectares',
      '--outlet',
      'Radio Pellow',
    ]);
    expect(stdout).toMatch(/^Exact: .*│ The commission’s study gave 3 hectares and a count/s);
  });

  test('answers a question with a quote, its origin and what the archive covers', async () => {
    const { stdout, code } = await attest([
      'ask',
      'How many hectares of eelgrass would the dredging destroy?',
    ]);
    expect(stdout).toMatch(/^│ .*eelgrass/s);
    expect(stdout).toMatch(/\[1\] .*2025/);
    expect(stdout).toMatch(/#:~:text=/);
    expect(stdout).toMatch(/Archive: 24 articles, 9 February 2025 to 6 October 2025/);
    expect(code).toBe(0);
  });

  test('with --json writes nothing but one object a question, with the fields that scripts read', async () => {
    const { lines, stderr } = await attest(['ask', '--json'], {
      input: 'How many homes were flooded?\n\nWhat is the capital of Australia?\n',
    });
    const answers = lines.map((line) => JSON.parse(line));
    expect(answers.map((answer) => answer.kind)).toEqual(['answered', 'abstained', 'abstained']);
    expect(Object.keys(answers[0])).toEqual([
      'question',
      'readAs',
      'didYouMean',
      'asOf',
      'period',
      'kind',
      'confidence',
      'quotes',
      'nearest',
      'ms',
      'differing',
    ]);
    expect(Object.keys(answers[0].quotes[0])).toEqual([
      'citation',
      'text',
      'start',
      'end',
      'answer',
      'speaker',
      'link',
      'article',
      'also',
    ]);
    expect(Object.keys(answers[0].quotes[0].article)).toEqual([
      'id',
      'file',
      'title',
      'url',
      'outlet',
      'published',
    ]);
    expect(stderr).toBe('');
  });

  test('with --as-of uses no later article, says how old the newest is, and names the period it read', async () => {
    const asked = ['ask', '--json', '--as-of', '2025-06-30'];
    const question = 'Is the eelgrass in the channel counted by the articles published in June?';
    const answer = JSON.parse((await attest([...asked, question])).lines[0]!);
    expect(answer).toMatchObject({
      asOf: '2025-06-30',
      period: { from: '2025-06-01', to: '2025-06-30', kind: 'limit' },
    });
    for (const { article } of [...answer.quotes, ...answer.nearest])
      expect(article.published).toMatch(/^2025-06/);
    const old = ['--as-of', '2025-08-12', 'How many hectares of eelgrass are there?'];
    expect((await attest(['ask', ...old])).stdout).toMatch(
      /\n\nThe newest of these is 54 days old \(19 June 2025\)\.\n\n/,
    );
    expect(JSON.parse((await attest(['ask', '--json', ...old])).stdout).note).toMatch(/54 days old/);
  });

  test('with --explain says how passages were found and why quotes were chosen', async () => {
    const { stdout } = await attest(['ask', '--explain', 'ferry', 'contract']);
    expect(stdout).toMatch(/keyword +vector +cosine +fused/);
    expect(stdout).toMatch(/% of the\s+question's weight/);
    expect(stdout).toMatch(/^Days: none named, as of \d+ \w+ \d{4}\.\nConfidence: 0\.\d\d; /m);
    expect(stdout).toMatch(/^- how well the best quotes answer: \+\d/m);
  });

  test.each([
    [['ask', '--from', 'July', 'x'], /“July” is not a day/],
    [['ask', '--as-of', '2025-02-30', 'x'], /“2025-02-30” is not a day. Write it as YYYY-MM-DD/],
    [['evaluate', '--as-of', 'now', 'x'], /“now” is not a day/],
    [['ask', '--from', 'Juli', 'x', '--language', 'de'], /„Juli“ ist kein Datum\. Bitte als JJJJ-MM-TT/],
    [
      ['ask', '--from', '2025-03-01', '--to', '2025-02-01', 'x'],
      /The period ends \(1 February 2025\) before it begins \(1 March 2025\)\. Swap/,
    ],
    [['ask', '--outlandish', 'x'], /unknown option/],
    [['evaluate', 'missing.jsonl'], /missing.jsonl cannot be read/],
    [['nonsense'], /unknown command/],
  ])('%j ends with a sentence and code 1', async (args, message) => {
    const { code, stderr } = await attest(args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });
});

describe('index', () => {
  const corpus = temporaryFolder();
  const env = { CORPUS_DIR: corpus, EMBEDDINGS_DIR: temporaryFolder() };
  const write = (name: string, text: string) =>
    writeFileSync(
      join(corpus, `${name}.txt`),
      `date 2024-05-01 https://gazette.example/${name}\n\nTitle of ${name}\n\n${text}\n`,
    );
  const report = async (...args: string[]) =>
    JSON.parse((await attest(['index', '--json', ...args], { env })).stdout);

  test('embeds only what is new, and forgets what is gone', async () => {
    write('one', 'The lighthouse keeper painted the door green on Tuesday.');
    write('two', 'The bakery closed after forty years in the same street.');
    expect(await report()).toMatchObject({
      articles: 2,
      passages: 2,
      embedded: 2,
      reused: 0,
      removed: 0,
      problems: [],
    });
    expect(await report()).toMatchObject({ articles: 2, embedded: 0, reused: 2 });
    write('one', 'The lighthouse keeper painted the door blue on Wednesday.');
    rmSync(join(corpus, 'two.txt'));
    expect(await report()).toMatchObject({ articles: 1, embedded: 1, removed: 1 });
    expect((await attest(['ask', 'What did the lighthouse keeper paint?'], { env })).stdout).toMatch(
      /door blue/,
    );
    expect((await attest(['ask', 'When did the bakery close?'], { env })).stdout).not.toMatch(/forty years/);
  });

  test('reports bad files with their line, indexes the good ones, and fails with --strict', async () => {
    writeFileSync(join(corpus, 'bad.txt'), 'no header');
    const { stderr, code } = await attest(['index'], { env });
    expect(stderr).toMatch(/bad\.txt:1: There is no header\. Begin the file with/);
    expect(stderr).toMatch(/1 article, /);
    expect(code).toBe(0);
    const strict = await attest(['index', '--strict'], { env });
    expect(strict.stderr).toMatch(/bad\.txt:1/);
    expect(strict.code).toBe(1);
    rmSync(join(corpus, 'bad.txt'));
  });

  test('says what to do when there is no article at all', async () => {
    const env = { CORPUS_DIR: temporaryFolder(), EMBEDDINGS_DIR: temporaryFolder() };
    expect((await attest(['index'], { env })).stderr).toMatch(
      /^There is no article to answer from\. Put .* npm run index$/m,
    );
  });

  test('keeps the index when the corpus folder is empty, unless told otherwise', async () => {
    rmSync(join(corpus, 'one.txt'));
    const { stderr, code } = await attest(['index'], { env });
    expect(stderr).toMatch(/holds no articles any more; the index stays as it is\. .*--allow-empty/);
    expect(code).toBe(1);
    expect(await report('--allow-empty')).toMatchObject({ articles: 0, passages: 0, removed: 1 });
    expect((await attest(['ask', 'lighthouse'], { env })).stdout).toMatch(/The archive is empty/);
  });
});

test('without an index, ask says which command makes it', async () => {
  const { stderr, code } = await attest(['ask', 'x'], { env: { EMBEDDINGS_DIR: temporaryFolder() } });
  expect(stderr).toMatch(/There is no index in .* yet\. Run: npm run index/);
  expect(code).toBe(1);
});

describe('start without a token', () => {
  test('builds the index if there is none, then answers line by line', async () => {
    const folder = join(temporaryFolder(), 'new');
    mkdirSync(folder);
    const { stdout, code } = await attest(['start'], {
      input: 'Who replaced Ike Stannard?\n',
      env: { EMBEDDINGS_DIR: folder },
    });
    expect(stdout).toMatch(/To answer in Discord, set DISCORD_TOKEN/);
    expect(stdout).toMatch(/Lou Castellan/);
    expect(code).toBe(0);
  });
});

test('status says what the index holds', async () => {
  const { stdout } = await attest(['status']);
  expect(stdout).toMatch(/24 articles/);
  expect(stdout).toMatch(/Radio Pellow: \d/);
  expect(JSON.parse((await attest(['status', '--json'])).stdout)).toMatchObject({
    articles: 24,
    model: 'bundled',
  });
});

test('a wrong setting is named with what is wrong about it', async () => {
  const { stderr, code } = await attest(['status'], { env: { DISCORD_GUILD_ID: 'abc', LOG_LEVEL: 'loud' } });
  expect(stderr).toMatch(/DISCORD_GUILD_ID: .*LOG_LEVEL: /);
  expect(code).toBe(1);
});

test('nothing is written outside the folder of derived data', async () => {
  const newest = (folder: string): number =>
    Math.max(
      ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
        (file) => statSync(join(folder, file)).mtimeMs,
      ),
    );
  const before = newest(join(ROOT, 'corpus'));
  await attest(['index']);
  expect(newest(join(ROOT, 'corpus'))).toBe(before);
  expect(readdirSync(ROOT)).not.toContain('.cache');
});

describe('the terminal speaks', () => {
  const QUESTION = 'How many hectares of eelgrass are there?';
  const GERMAN = { LANG: 'de_DE.UTF-8' };
  const RUSSIAN = { LANG: 'ru_RU.UTF-8' };

  test('the language that is asked for, before or after the command, and quotes in that of the article', async () => {
    const unanswered = ['ask', 'What is the capital of Australia?'];
    const german = /^Kein Artikel nennt „Australia“\.\n\nArchiv: 24 Artikel, 9\. Februar 2025 bis 6\./;
    expect((await attest([...unanswered, '--language', 'de'])).stdout).toMatch(german);
    expect((await attest(['--language', 'de', ...unanswered], { env: RUSSIAN })).stdout).toMatch(german);
    const { stdout } = await attest(['ask', '--as-of', '2025-08-12', '--language', 'de', QUESTION]);
    expect(stdout).toMatch(
      /^│ The men and women who fish[^]*\n  \[1\] The Tidewater Lantern, 19\. Juni 2025 · /,
    );
    expect(stdout).toContain('Das neueste dieser Zitate ist 54 Tage alt (19. Juni 2025).');
  });

  test('that of the system, by the first of LC_ALL, LC_MESSAGES and LANG that is set', async () => {
    const { stdout } = await attest(['start'], {
      input: 'What is the capital of Australia?\n',
      env: RUSSIAN,
    });
    expect(stdout).toMatch(/^Архив: 24 статьи, 9 февраля 2025 г\. — 6 октября 2025 г\., индекс/);
    expect(stdout).toMatch(/Введите вопрос; Ctrl\+D — выход\./);
    expect(stdout).toMatch(/Ни в одной статье не упоминается «Australia»\./);
    const first = async (env: Record<string, string>) => (await attest(['status'], { env })).lines[0];
    expect(await first({ ...RUSSIAN, LC_MESSAGES: 'de_AT' })).toMatch(/^Archiv: 24 Artikel/);
    expect(await first({ ...RUSSIAN, LC_ALL: 'C', LC_MESSAGES: 'de_AT' })).toMatch(/^Archive: 24 articles/);
    expect(await first({ LANG: 'fr_FR.UTF-8' })).toMatch(/^Archive: 24 articles/);
  });

  test('of checks, builds, their problems, the state of the index and what verify finds', async () => {
    const corpus = temporaryFolder();
    const env = { ...GERMAN, CORPUS_DIR: corpus, EMBEDDINGS_DIR: temporaryFolder() };
    expect((await attest(['index'], { env })).stderr).toMatch(/^Es gibt keinen Artikel, .* npm run index$/m);
    writeFileSync(join(corpus, 'bad.txt'), 'no header');
    writeFileSync(
      join(corpus, 'good.txt'),
      'date 2024-05-01 https://gazette.example/good\n\nGreen door\n\nThe lighthouse keeper painted the door green.\n',
    );
    const { stderr } = await attest(['index'], { env });
    expect(stderr).toMatch(/^bad\.txt:1: Der Kopf fehlt\. Die Datei muss mit .* beginnen\.$/m);
    expect(stderr).toMatch(
      /^1 Artikel, 1 Passage: 1 eingebettet, 0 übernommen; 0 Artikel entfernt; 1 Problem; \d+,\d s$/m,
    );
    expect((await attest(['index', '--strict'], { env })).stderr).toMatch(
      /^1 Datei hat Probleme:\n {2}bad\.txt:1: Der Kopf fehlt\..*\nNichts wurde indexiert\. Bitte beheben oder/,
    );
    const check = await attest(['ask', '--check', 'keeper painted the door green'], { env });
    expect(check.stdout).toMatch(/^Wörtlich: Diese Worte stehen im Archiv, an 1 Stelle\. Gezeigt werden/);
    expect((await attest(['status'], { env })).stdout).toMatch(
      /\nModell: bundled\. 1 Passage\.\n[^]*\nDer Korpus hat sich seither nicht geändert\.\nbad\.txt:1: Der Kopf fehlt\. Die Datei muss/,
    );
    expect((await attest(['verify'], { env })).stdout).toMatch(
      /^bad\.txt:1: Der Kopf fehlt\. .*\n1 Artikel, 1 Passage geprüft in .*: kein Schaden, 1 hinter/m,
    );
  });

  test('to programs always English, with the cause as a value', async () => {
    const [none] = (await attest(['ask', '--json', 'What is said of Quorvale?'], { env: GERMAN })).lines;
    expect(JSON.parse(none!)).toMatchObject({
      reason: 'No article names “Quorvale”.',
      cause: { kind: 'unknown names', names: ['Quorvale'] },
    });
    const old = await attest(['ask', '--json', '--explain', '--as-of', '2025-08-12', QUESTION], {
      env: GERMAN,
    });
    const answer = JSON.parse(old.lines[0]!);
    expect(answer).toMatchObject({
      note: 'The newest of these is 54 days old (19 June 2025).',
      outdated: '2025-06-19',
    });
    expect(answer.parts[0]).toMatchObject({ feature: 'bias', evidence: { kind: 'bias' } });
    expect(answer.quotes[0].why).toMatch(/^score \d+\.\d: with title and neighbours it holds \d+ % /);
    expect(answer.quotes[0].chosenFor).toMatchObject({ kind: 'question' });
    const check = await attest([
      'ask',
      '--check',
      '--json',
      '--language',
      'ru',
      'The mayor bought a submarine.',
    ]);
    expect(JSON.parse(check.lines[0]!)).toMatchObject({
      reason: 'The archive does not hold these words, nor a sentence close to them.',
      cause: { kind: 'absent' },
    });
    const corpus = temporaryFolder();
    writeFileSync(join(corpus, 'bad.txt'), 'no header');
    const env = { ...GERMAN, CORPUS_DIR: corpus, EMBEDDINGS_DIR: temporaryFolder() };
    expect(JSON.parse((await attest(['index', '--json'], { env })).stdout).problems).toEqual([
      {
        file: 'bad.txt',
        line: 1,
        message: 'There is no header.',
        remedy: 'Begin the file with "date YYYY-MM-DD https://…".',
        cause: { kind: 'no header' },
      },
    ]);
    const { findings } = JSON.parse((await attest(['verify', '--json'], { env })).stdout);
    expect(findings).toContainEqual({
      damage: false,
      what: 'bad.txt:1: There is no header.',
      remedy: 'Begin the file with "date YYYY-MM-DD https://…".',
      cause: { kind: 'problem', problem: { file: 'bad.txt', line: 1, cause: { kind: 'no header' } } },
    });
  });

  test('no language that it does not know', async () => {
    const { stderr, code } = await attest(['status', '--language', 'fr']);
    expect(stderr).toMatch(/Allowed choices are en, de, ru/);
    expect(code).toBe(1);
  });
});
