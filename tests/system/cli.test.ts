// The real command line, as a person or a script runs it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/shipped.ts';
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
    expect(stdout).toMatch(/% of the question's weight/);
    expect(stdout).toMatch(/as of \d{4}-\d\d-\d\d, no period/);
  });

  test.each([
    [['ask', '--from', 'July', 'x'], /"July" is not a day/],
    [['ask', '--as-of', '2025-02-30', 'x'], /"2025-02-30" is not a day. Write it as YYYY-MM-DD/],
    [['evaluate', '--as-of', 'now', 'x'], /"now" is not a day/],
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
