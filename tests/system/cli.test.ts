// The real command line, as a person or a script runs it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const embeddings = temporaryFolder();

function attest(args: string[], options: { input?: string; env?: Record<string, string> } = {}) {
  const ran = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    input: options.input ?? '',
    env: { PATH: process.env.PATH, HOME: temporaryFolder(), EMBEDDINGS_DIR: embeddings, ...options.env },
  });
  return { ...ran, lines: ran.stdout.split('\n').filter(Boolean) };
}

beforeAll(() => {
  const { status, stderr } = attest(['index']);
  expect(stderr).toMatch(/24 articles, \d+ passages: \d+ embedded, 0 reused; 0 articles removed; 0 problems/);
  expect(status).toBe(0);
});

describe('the chat', () => {
  const input = [
    'What did Jem Rosewarne say about the dredging?',
    'thanks!',
    'and what did he say about the licence?',
    'How many homes were flooded on Lower Staithe?',
    'more?',
  ].join('\n');

  test('reads a question after the one before it, and says how', () => {
    const { stdout, status } = attest(['start'], { input });
    expect(stdout).toMatch(
      /> and what did he say about the licence\?\n\nRead as: What did Jem Rosewarne say about the licence\?\n/,
    );
    expect(stdout).toMatch(/> more\?\n\nRead as: How many homes were flooded on Lower Staithe\?\n/);
    expect(stdout.match(/^Read as: /gm)).toHaveLength(2);
    expect(status).toBe(0);
  });

  test('is none where lines are asked one by one', () => {
    const { stdout } = attest(['ask'], { input });
    expect(stdout).not.toContain('Read as: ');
    expect(attest(['ask', '--json'], { input }).lines.map((line) => JSON.parse(line).question)).toEqual(
      input.split('\n'),
    );
  });
});

describe('ask', () => {
  test('--check looks quotations up, one a line', () => {
    const { lines, status } = attest(['ask', '--check', '--json'], {
      input:
        "The Coastal Licensing Office counted 8 hectares\nThe commission's study gave 3 hectares\nThe mayor bought a submarine.\n",
    });
    expect(lines.map((line) => JSON.parse(line).kind)).toEqual(['near', 'exact', 'not found']);
    expect(status).toBe(0);
    const { stdout } = attest([
      'ask',
      '--check',
      'The commission’s study gave 3 hectares',
      '--outlet',
      'Radio Pellow',
    ]);
    expect(stdout).toMatch(/^Exact: .*│ The commission’s study gave 3 hectares and a count/s);
  });

  test('answers a question with a quote, its origin and what the archive covers', () => {
    const { stdout, status } = attest(['ask', 'How many hectares of eelgrass would the dredging destroy?']);
    expect(stdout).toMatch(/^│ .*eelgrass/s);
    expect(stdout).toMatch(/\[1\] .*2025/);
    expect(stdout).toMatch(/#:~:text=/);
    expect(stdout).toMatch(/Archive: 24 articles, 9 February 2025 to 6 October 2025/);
    expect(status).toBe(0);
  });

  test('with --json writes nothing but one object a question, with the fields that scripts read', () => {
    const { lines, stderr } = attest(['ask', '--json'], {
      input: 'How many homes were flooded?\n\nWhat is the capital of Australia?\n',
    });
    const answers = lines.map((line) => JSON.parse(line));
    expect(answers.map((answer) => answer.kind)).toEqual(['answered', 'abstained', 'abstained']);
    expect(Object.keys(answers[0])).toEqual([
      'question',
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

  test('with --as-of uses no later article, says how old the newest is, and names the period it read', () => {
    const asked = ['ask', '--json', '--as-of', '2025-06-30'];
    const question = 'Is the eelgrass in the channel counted by the articles published in June?';
    const answer = JSON.parse(attest([...asked, question]).lines[0]!);
    expect(answer).toMatchObject({
      asOf: '2025-06-30',
      period: { from: '2025-06-01', to: '2025-06-30', kind: 'limit' },
    });
    for (const { article } of [...answer.quotes, ...answer.nearest])
      expect(article.published).toMatch(/^2025-06/);
    const old = ['--as-of', '2025-08-12', 'How many hectares of eelgrass are there?'];
    expect(attest(['ask', ...old]).stdout).toMatch(
      /\n\nThe newest of these is 54 days old \(19 June 2025\)\.\n\n/,
    );
    expect(JSON.parse(attest(['ask', '--json', ...old]).stdout).note).toMatch(/54 days old/);
  });

  test('with --explain says how passages were found and why quotes were chosen', () => {
    const { stdout } = attest(['ask', '--explain', 'ferry', 'contract']);
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
  ])('%j ends with a sentence and code 1', (args, message) => {
    const { status, stderr } = attest(args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
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
  const report = (...args: string[]) => JSON.parse(attest(['index', '--json', ...args], { env }).stdout);

  test('embeds only what is new, and forgets what is gone', () => {
    write('one', 'The lighthouse keeper painted the door green on Tuesday.');
    write('two', 'The bakery closed after forty years in the same street.');
    expect(report()).toMatchObject({
      articles: 2,
      passages: 2,
      embedded: 2,
      reused: 0,
      removed: 0,
      problems: [],
    });
    expect(report()).toMatchObject({ articles: 2, embedded: 0, reused: 2 });
    write('one', 'The lighthouse keeper painted the door blue on Wednesday.');
    spawnSync('rm', [join(corpus, 'two.txt')]);
    expect(report()).toMatchObject({ articles: 1, embedded: 1, removed: 1 });
    expect(attest(['ask', 'What did the lighthouse keeper paint?'], { env }).stdout).toMatch(/door blue/);
    expect(attest(['ask', 'When did the bakery close?'], { env }).stdout).not.toMatch(/forty years/);
  });

  test('reports bad files with their line, indexes the good ones, and fails with --strict', () => {
    writeFileSync(join(corpus, 'bad.txt'), 'no header');
    const { stderr, status } = attest(['index'], { env });
    expect(stderr).toMatch(/bad\.txt:1: There is no header\. Begin the file with/);
    expect(stderr).toMatch(/1 article, /);
    expect(status).toBe(0);
    const strict = attest(['index', '--strict'], { env });
    expect(strict.stderr).toMatch(/bad\.txt:1/);
    expect(strict.status).toBe(1);
    spawnSync('rm', [join(corpus, 'bad.txt')]);
  });

  test('says what to do when there is no article at all', () => {
    const env = { CORPUS_DIR: temporaryFolder(), EMBEDDINGS_DIR: temporaryFolder() };
    expect(attest(['index'], { env }).stderr).toMatch(
      /^There is no article to answer from\. Put .* npm run index$/m,
    );
  });

  test('keeps the index when the corpus folder is empty, unless told otherwise', () => {
    spawnSync('rm', [join(corpus, 'one.txt')]);
    const { stderr, status } = attest(['index'], { env });
    expect(stderr).toMatch(/holds no articles any more; the index stays as it is\. .*--allow-empty/);
    expect(status).toBe(1);
    expect(report('--allow-empty')).toMatchObject({ articles: 0, passages: 0, removed: 1 });
    expect(attest(['ask', 'lighthouse'], { env }).stdout).toMatch(/The archive is empty/);
  });
});

test('without an index, ask says which command makes it', () => {
  const { stderr, status } = attest(['ask', 'x'], { env: { EMBEDDINGS_DIR: temporaryFolder() } });
  expect(stderr).toMatch(/There is no index in .* yet\. Run: npm run index/);
  expect(status).toBe(1);
});

describe('start without a token', () => {
  test('builds the index if there is none, then answers line by line', () => {
    const folder = join(temporaryFolder(), 'new');
    mkdirSync(folder);
    const { stdout, status } = attest(['start'], {
      input: 'Who replaced Ike Stannard?\n',
      env: { EMBEDDINGS_DIR: folder },
    });
    expect(stdout).toMatch(/To answer in Discord, set DISCORD_TOKEN/);
    expect(stdout).toMatch(/Lou Castellan/);
    expect(status).toBe(0);
  });

  test('answers every piped question in order, the last without a line end too', () => {
    const questions = [
      'Who replaced Ike Stannard?',
      'What is the capital of Australia?',
      'Who opposes the dredging?',
    ];
    const { stdout, stderr, status } = attest(['start'], { input: questions.join('\n') });
    const answers = stdout.split(/^> /m).slice(1);
    expect(answers.map((answer) => answer.split('\n', 1)[0])).toEqual(questions);
    for (const answer of answers) expect(answer).toMatch(/^Archive: 24 articles/m);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });
});

test('--version prints the version and nothing else', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const { stdout, status } = attest(['--version']);
  expect(stdout).toBe(`${version}\n`);
  expect(status).toBe(0);
});

test('status says what the index holds', () => {
  const { stdout } = attest(['status']);
  expect(stdout).toMatch(/24 articles/);
  expect(stdout).toMatch(/Radio Pellow: \d/);
  expect(JSON.parse(attest(['status', '--json']).stdout)).toMatchObject({ articles: 24, model: 'bundled' });
});

test('a wrong setting is named with what is wrong about it', () => {
  const { stderr, status } = attest(['status'], { env: { DISCORD_GUILD_ID: 'abc', LOG_LEVEL: 'loud' } });
  expect(stderr).toMatch(/DISCORD_GUILD_ID: .*LOG_LEVEL: /);
  expect(status).toBe(1);
});

test('nothing is written outside the folder of derived data', () => {
  const newest = (folder: string): number =>
    Math.max(
      ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
        (file) => statSync(join(folder, file)).mtimeMs,
      ),
    );
  const before = newest(join(ROOT, 'corpus'));
  attest(['index']);
  expect(newest(join(ROOT, 'corpus'))).toBe(before);
  expect(readdirSync(ROOT)).not.toContain('.cache');
});

describe('the terminal speaks', () => {
  const QUESTION = 'How many hectares of eelgrass are there?';
  const GERMAN = { LANG: 'de_DE.UTF-8' };
  const RUSSIAN = { LANG: 'ru_RU.UTF-8' };

  test('the language that is asked for, before or after the command, and quotes in that of the article', () => {
    const unanswered = ['ask', 'What is the capital of Australia?'];
    const german = /^Kein Artikel nennt „Australia“\.\n\nArchiv: 24 Artikel, 9\. Februar 2025 bis 6\./;
    expect(attest([...unanswered, '--language', 'de']).stdout).toMatch(german);
    expect(attest(['--language', 'de', ...unanswered], { env: RUSSIAN }).stdout).toMatch(german);
    const { stdout } = attest(['ask', '--as-of', '2025-08-12', '--language', 'de', QUESTION]);
    expect(stdout).toMatch(
      /^│ The men and women who fish[^]*\n  \[1\] The Tidewater Lantern, 19\. Juni 2025 · /,
    );
    expect(stdout).toContain('Das neueste dieser Zitate ist 54 Tage alt (19. Juni 2025).');
  });

  test('that of the system, by the first of LC_ALL, LC_MESSAGES and LANG that is set', () => {
    const { stdout } = attest(['start'], { input: 'What is the capital of Australia?\n', env: RUSSIAN });
    expect(stdout).toMatch(/^Архив: 24 статьи, 9 февраля 2025 г\. — 6 октября 2025 г\., индекс/);
    expect(stdout).toMatch(/Введите вопрос; Ctrl\+D — выход\./);
    expect(stdout).toMatch(/Ни в одной статье не упоминается «Australia»\./);
    const first = (env: Record<string, string>) => attest(['status'], { env }).lines[0];
    expect(first({ ...RUSSIAN, LC_MESSAGES: 'de_AT' })).toMatch(/^Archiv: 24 Artikel/);
    expect(first({ ...RUSSIAN, LC_ALL: 'C', LC_MESSAGES: 'de_AT' })).toMatch(/^Archive: 24 articles/);
    expect(first({ LANG: 'fr_FR.UTF-8' })).toMatch(/^Archive: 24 articles/);
  });

  test('of checks, builds, their problems, the state of the index and what verify finds', () => {
    const corpus = temporaryFolder();
    const env = { ...GERMAN, CORPUS_DIR: corpus, EMBEDDINGS_DIR: temporaryFolder() };
    expect(attest(['index'], { env }).stderr).toMatch(/^Es gibt keinen Artikel, .* npm run index$/m);
    writeFileSync(join(corpus, 'bad.txt'), 'no header');
    writeFileSync(
      join(corpus, 'good.txt'),
      'date 2024-05-01 https://gazette.example/good\n\nGreen door\n\nThe lighthouse keeper painted the door green.\n',
    );
    const { stderr } = attest(['index'], { env });
    expect(stderr).toMatch(/^bad\.txt:1: Der Kopf fehlt\. Die Datei muss mit .* beginnen\.$/m);
    expect(stderr).toMatch(
      /^1 Artikel, 1 Passage: 1 eingebettet, 0 übernommen; 0 Artikel entfernt; 1 Problem; \d+,\d s$/m,
    );
    expect(attest(['index', '--strict'], { env }).stderr).toMatch(
      /^1 Datei hat Probleme:\n {2}bad\.txt:1: Der Kopf fehlt\..*\nNichts wurde indexiert\. Bitte beheben oder/,
    );
    const check = attest(['ask', '--check', 'keeper painted the door green'], { env });
    expect(check.stdout).toMatch(/^Wörtlich: Diese Worte stehen im Archiv, an 1 Stelle\. Gezeigt werden/);
    expect(attest(['status'], { env }).stdout).toMatch(
      /\nModell: bundled\. 1 Passage\.\n[^]*\nSeither im Korpus: 1 neu, 0 geändert, 0 verschwunden\. Bitte ausführen: npm run index$/m,
    );
    expect(attest(['verify'], { env }).stdout).toMatch(
      /^bad\.txt ist noch nicht indexiert\. Bitte .*\n1 Artikel, 1 Passage geprüft in .*: kein Schaden, 1 hinter/m,
    );
  });

  test('to programs always English, with the cause as a value', () => {
    const [none] = attest(['ask', '--json', 'What is said of Quorvale?'], { env: GERMAN }).lines;
    expect(JSON.parse(none!)).toMatchObject({
      reason: 'No article names “Quorvale”.',
      cause: { kind: 'unknown names', names: ['Quorvale'] },
    });
    const old = attest(['ask', '--json', '--explain', '--as-of', '2025-08-12', QUESTION], { env: GERMAN });
    const answer = JSON.parse(old.lines[0]!);
    expect(answer).toMatchObject({
      note: 'The newest of these is 54 days old (19 June 2025).',
      outdated: '2025-06-19',
    });
    expect(answer.parts[0]).toMatchObject({ feature: 'bias', evidence: { kind: 'bias' } });
    expect(answer.quotes[0].why).toMatch(/^score \d+\.\d: with title and neighbours it holds \d+ % /);
    expect(answer.quotes[0].chosenFor).toMatchObject({ kind: 'question' });
    const check = attest(['ask', '--check', '--json', '--language', 'ru', 'The mayor bought a submarine.']);
    expect(JSON.parse(check.lines[0]!)).toMatchObject({
      reason: 'The archive does not hold these words, nor a sentence close to them.',
      cause: { kind: 'absent' },
    });
    const corpus = temporaryFolder();
    writeFileSync(join(corpus, 'bad.txt'), 'no header');
    const env = { ...GERMAN, CORPUS_DIR: corpus, EMBEDDINGS_DIR: temporaryFolder() };
    expect(JSON.parse(attest(['index', '--json'], { env }).stdout).problems).toEqual([
      {
        file: 'bad.txt',
        line: 1,
        message: 'There is no header.',
        remedy: 'Begin the file with "date YYYY-MM-DD https://…".',
        cause: { kind: 'no header' },
      },
    ]);
    const { findings } = JSON.parse(attest(['verify', '--json'], { env }).stdout);
    expect(findings).toContainEqual({
      damage: false,
      what: 'bad.txt is not indexed yet.',
      remedy: 'Run: npm run index',
      cause: { kind: 'not indexed', file: 'bad.txt' },
    });
  });

  test('no language that it does not know', () => {
    const { stderr, status } = attest(['status', '--language', 'fr']);
    expect(stderr).toMatch(/Allowed choices are en, de, ru/);
    expect(status).toBe(1);
  });
});
