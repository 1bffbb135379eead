// What a diagnosis found, in the words of each language: a fact, and what to do where there is something to do. Data.
import type { Check, DiagnosisCause, State } from '../doctor/finding.ts';
import type { Forms } from './formats.ts';
import type { Language, Messages, WordsFor } from './messages.ts';
import { UPDATE, worded } from './told.ts';

interface Words {
  states: Record<State, string>;
  checks: Record<Check, string>;
  causes: WordsFor<DiagnosisCause>;
  summary(wrong: number, unchecked: number): string;
}

/** The words of a language, with how a cause is told. */
export function doctorWords(messages: Messages) {
  const { causes, ...words } = WORDS[messages.language](messages);
  return { ...words, told: (cause: DiagnosisCause) => worded(causes, cause) };
}

const DOCTOR = 'npm run attest -- doctor';
const INVITE = 'npm run attest -- invite';
const PORTAL = 'https://discord.com/developers/applications';

/** The names of permissions are those of Discord's own settings in the language. */
const namesIn = (names: readonly string[], messages: Messages) =>
  messages.list(names.map((name) => messages.quoted(messages[name as 'Connect'])));

const mb = (bytes: number) => bytes / 1e6;

const en = (messages: Messages): Words => {
  const { list, quoted, counted, megabytes, articles, passages } = messages;
  const room = (bytes: number) => megabytes(mb(bytes));
  const channels: Forms = { one: 'channel', other: 'channels' };
  const checks: Record<Check, string> = {
    'Node.js': 'Node.js',
    settings: 'Settings',
    packages: 'Packages',
    disk: 'Disk',
    memory: 'Memory',
    database: 'Database',
    corpus: 'Corpus',
    index: 'Index',
    reader: 'Reader',
    'server data': 'Settings of servers',
    token: 'Token',
    intents: 'Intents',
    permissions: 'Permissions',
    clock: 'Clock',
  };
  return {
    states: { ok: 'ok', note: 'note', wrong: 'WRONG', unchecked: 'not checked' },
    checks,
    causes: {
      node: ({ version }) => [`version ${version}.`, ''],
      'old node': ({ version, needed }) => [
        `version ${version} is too old.`,
        `Install Node.js ${needed} or newer, then run: npm ci`,
      ],
      settings: () => ['all are valid.', ''],
      setting: ({ says }) => [`${says}.`, 'Correct it in the environment or in .env.'],
      packages: ({ names }) => [`${list(names)} can be loaded.`, ''],
      'no package': ({ name, reason }) => [`${name} cannot be loaded (${reason}).`, 'Run: npm ci'],
      'no vector library': ({ reason }) => [messages.noVectorLibrary(reason), ''],
      disk: ({ folder, free, needed }) => [
        `${room(free)} free at ${folder}; a build needs at most ${room(needed)}.`,
        '',
      ],
      'little room': ({ folder, free, needed }) => [
        `${room(free)} free at ${folder}; a build may need ${room(needed)}.`,
        'Make room, or set EMBEDDINGS_DIR to a folder on another disk.',
      ],
      'not writable': ({ folder, reason }) => [
        `${folder} cannot be written (${reason}).`,
        'Allow writing there, or set EMBEDDINGS_DIR to another folder.',
      ],
      memory: ({ bytes }) => [`${room(bytes)}.`, ''],
      'tight memory': ({ bytes, needed }) => [
        `${room(bytes)}: enough to answer, and tight while a large archive is built (${room(needed)}).`,
        'Add memory or swap if a build ends early, or build while the bot is stopped.',
      ],
      'little memory': ({ bytes, needed }) => [
        `${room(bytes)}; answering takes ${room(needed)}.`,
        'Add memory, or set READER=off, which saves some 340 MB and makes answers worse.',
      ],
      database: ({ name, version, pgvector, size }) => [
        `PostgreSQL ${version} with pgvector ${pgvector} answers at ${name}; the database has ${room(size)}.`,
        '',
      ],
      'pgvector to come': ({ version }) => [`the first build makes pgvector ${version} there.`, ''],
      'old server': ({ version }) => [
        `version ${version} of PostgreSQL is too old.`,
        'Update it to PostgreSQL 15 or newer.',
      ],
      encoding: ({ encoding }) => [
        `its encoding is ${encoding}, not UTF8.`,
        "Make another, and set ATTEST_INDEX to it: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
      ],
      'no pgvector': () => [
        'the server does not have pgvector.',
        'Install pgvector 0.8 or newer on its machine.',
      ],
      'pgvector missing': ({ role }) => [
        `pgvector is not in it, and the role ${quoted(role)} may not make it.`,
        'Let an administrator run there: CREATE EXTENSION vector',
      ],
      'old pgvector': ({ version }) => [
        `pgvector ${version} is too old.`,
        'Install pgvector 0.8 or newer on the server, then let an administrator run in the database: ALTER EXTENSION vector UPDATE',
      ],
      'read only': ({ isReplica }) => [
        `${isReplica ? 'it is a replica' : 'it is set to be read only'}: the bot answers from it, and nothing can be built or set.`,
        'To build and to keep settings, set ATTEST_INDEX to the primary server.',
      ],
      'no rights': ({ role, database }) => [
        `the role ${quoted(role)} may not make schemas, so nothing can be built.`,
        `Let an administrator run: GRANT CREATE ON DATABASE ${database} TO ${role}`,
      ],
      'no temporary tables': ({ role, database }) => [
        `the role ${quoted(role)} may not make temporary tables, so nothing can be built.`,
        `Let an administrator run: GRANT TEMPORARY ON DATABASE ${database} TO ${role}`,
      ],
      corpus: ({ folder, articles: n }) => [`${articles(n)} in ${folder}.`, ''],
      'example alone': ({ folder, articles: n }) => [
        `only the example, ${articles(n)}, lies in ${folder}.`,
        'Put your articles there, or set CORPUS_DIR to their folder.',
      ],
      'no articles': ({ folder }) => [
        `${folder} has no article.`,
        'Put .txt or .md files there (docs/articles.md), or set CORPUS_DIR to the folder of your articles.',
      ],
      'file problems': ({ files, first }) => [
        `${messages.problems(files)}, the first: ${first}`,
        'Mend the files, or name them in .attestignore; npm run attest -- status lists all.',
      ],
      index: ({ articles: n, passages: p }) => [`${articles(n)}, ${passages(p)}.`, ''],
      'index behind': ({ new: added, changed, gone }) => [
        messages.corpusSince(added, changed, gone),
        messages.run(UPDATE),
      ],
      'index trouble': ({ says }) => [says, ''],
      reader: ({ name }) => [`${quoted(name)} can be used.`, ''],
      'reader off': () => ['it is off: answers are ranked without it, and worse for that.', ''],
      'server data': ({ place }) => [`${place} can be read.`, ''],
      'no server data': () => ['nothing is set or voted yet.', ''],
      token: ({ bot }) => [`Discord takes it; the bot is ${quoted(bot)}.`, ''],
      'no token': () => [
        'there is none, so Discord was not asked.',
        'Set DISCORD_TOKEN in .env for the bot.',
      ],
      'token refused': () => [
        'Discord refuses it.',
        `Make a new one at ${PORTAL} (your application, Bot, Reset Token), and set DISCORD_TOKEN in .env.`,
      ],
      'text unneeded': () => ['the usual ones are enough: no channel wants every question answered.', ''],
      'text granted': () => [
        'the bot may read all messages, where a channel wants every question answered.',
        '',
      ],
      'text refused': () => [
        'a channel wants every question answered, and the bot may not read messages that do not mention it.',
        `Switch on Message Content Intent at ${PORTAL} (your application, Bot), then start the bot again.`,
      ],
      permissions: ({ server }) => [`all in ${quoted(server)}.`, ''],
      'missing permissions': ({ server, names }) => [
        `in ${quoted(server)} the bot lacks ${namesIn(names, messages)}.`,
        `Give its role that in the settings of the server, or invite it again with the link of: ${INVITE}`,
      ],
      mute: ({ server }) => [
        `in ${quoted(server)} the bot may write in no channel.`,
        'Allow its role to view and to write in a channel.',
      ],
      'mute channels': ({ server, channels: names, of }) => [
        `in ${quoted(server)} the bot sees ${counted(of, channels)}, and may not answer in ${list(names)}.`,
        '',
      ],
      'servers beyond': ({ servers }) => [
        `${counted(servers, { one: 'further server', other: 'further servers' })}.`,
        '',
      ],
      'no server': () => ['the bot is in no server.', `Invite it with the link of: ${INVITE}`],
      'server absent': ({ setting, id }) => [
        `${setting} names ${id}, a server that the bot is not in.`,
        `Correct the id, or invite the bot there with the link of: ${INVITE}`,
      ],
      clock: ({ seconds }) => [`${seconds} s off that of Discord.`, ''],
      'clock off': ({ seconds }) => [
        `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} that of Discord: “yesterday” is another day.`,
        'Set it, best by itself: timedatectl set-ntp true',
      ],
      needs: ({ what }) => [`it takes what is wrong or missing above (${checks[what]}).`, ''],
      refused: ({ says }) => [says, ''],
    },
    summary: (wrong, unchecked) =>
      [
        ...(unchecked === 0
          ? []
          : [`${counted(unchecked, { one: 'thing was', other: 'things were' })} not checked.`]),
        wrong === 0
          ? 'Nothing is wrong.'
          : `${counted(wrong, { one: 'thing is', other: 'things are' })} wrong. Mend, then run again: ${DOCTOR}`,
      ].join(' '),
  };
};

const de = (messages: Messages): Words => {
  const { list, quoted, counted, megabytes, articles, passages } = messages;
  const room = (bytes: number) => megabytes(mb(bytes));
  const checks: Record<Check, string> = {
    'Node.js': 'Node.js',
    settings: 'Einstellungen',
    packages: 'Pakete',
    disk: 'Festplatte',
    memory: 'Speicher',
    database: 'Datenbank',
    corpus: 'Korpus',
    index: 'Index',
    reader: 'Lesemodell',
    'server data': 'Einstellungen der Server',
    token: 'Token',
    intents: 'Intents',
    permissions: 'Berechtigungen',
    clock: 'Uhr',
  };
  return {
    states: { ok: 'gut', note: 'Hinweis', wrong: 'FALSCH', unchecked: 'ungeprüft' },
    checks,
    causes: {
      node: ({ version }) => [`Version ${version}.`, ''],
      'old node': ({ version, needed }) => [
        `Version ${version} ist zu alt.`,
        `Node.js ${needed} oder neuer installieren, dann: npm ci`,
      ],
      settings: () => ['alle sind gültig.', ''],
      setting: ({ says }) => [`${says}.`, 'In der Umgebung oder in .env berichtigen.'],
      packages: ({ names }) => [`${list(names)} lassen sich laden.`, ''],
      'no package': ({ name, reason }) => [
        `${name} lässt sich nicht laden (${reason}).`,
        'Ausführen: npm ci',
      ],
      'no vector library': ({ reason }) => [messages.noVectorLibrary(reason), ''],
      disk: ({ folder, free, needed }) => [
        `${room(free)} frei bei ${folder}; ein Bau braucht höchstens ${room(needed)}.`,
        '',
      ],
      'little room': ({ folder, free, needed }) => [
        `${room(free)} frei bei ${folder}; ein Bau kann ${room(needed)} brauchen.`,
        'Platz schaffen, oder EMBEDDINGS_DIR auf einen Ordner einer anderen Festplatte setzen.',
      ],
      'not writable': ({ folder, reason }) => [
        `In ${folder} kann nicht geschrieben werden (${reason}).`,
        'Schreiben erlauben, oder EMBEDDINGS_DIR auf einen anderen Ordner setzen.',
      ],
      memory: ({ bytes }) => [`${room(bytes)}.`, ''],
      'tight memory': ({ bytes, needed }) => [
        `${room(bytes)}: genug zum Antworten, knapp beim Bau eines großen Archivs (${room(needed)}).`,
        'Speicher oder Swap hinzufügen, falls ein Bau vorzeitig endet, oder bauen, während der Bot steht.',
      ],
      'little memory': ({ bytes, needed }) => [
        `${room(bytes)}; Antworten braucht ${room(needed)}.`,
        'Speicher hinzufügen, oder READER=off setzen: Das spart etwa 340 MB und macht Antworten schlechter.',
      ],
      database: ({ name, version, pgvector, size }) => [
        `PostgreSQL ${version} mit pgvector ${pgvector} antwortet unter ${name}; die Datenbank hat ${room(size)}.`,
        '',
      ],
      'pgvector to come': ({ version }) => [`Der erste Bau richtet pgvector ${version} darin ein.`, ''],
      'old server': ({ version }) => [
        `Version ${version} von PostgreSQL ist zu alt.`,
        'Auf PostgreSQL 15 oder neuer aktualisieren.',
      ],
      encoding: ({ encoding }) => [
        `Ihre Kodierung ist ${encoding}, nicht UTF8.`,
        "Eine andere anlegen und ATTEST_INDEX auf sie setzen: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
      ],
      'no pgvector': () => [
        'Auf dem Server fehlt pgvector.',
        'Auf seinem Rechner pgvector 0.8 oder neuer installieren.',
      ],
      'pgvector missing': ({ role }) => [
        `pgvector ist nicht darin, und die Rolle ${quoted(role)} darf es nicht einrichten.`,
        'Von jemandem mit Administratorrechten darin ausführen lassen: CREATE EXTENSION vector',
      ],
      'old pgvector': ({ version }) => [
        `pgvector ${version} ist zu alt.`,
        'Auf dem Server pgvector 0.8 oder neuer installieren, dann mit Administratorrechten in der Datenbank ausführen: ALTER EXTENSION vector UPDATE',
      ],
      'read only': ({ isReplica }) => [
        `${isReplica ? 'Sie ist ein Replikat' : 'Sie lässt sich nur lesen'}: Der Bot antwortet daraus, doch nichts lässt sich bauen oder einstellen.`,
        'Zum Bauen und für Einstellungen ATTEST_INDEX auf den primären Server setzen.',
      ],
      'no rights': ({ role, database }) => [
        `Die Rolle ${quoted(role)} darf keine Schemas anlegen, daher lässt sich nichts bauen.`,
        `Mit Administratorrechten ausführen lassen: GRANT CREATE ON DATABASE ${database} TO ${role}`,
      ],
      'no temporary tables': ({ role, database }) => [
        `Die Rolle ${quoted(role)} darf keine temporären Tabellen anlegen, daher lässt sich nichts bauen.`,
        `Mit Administratorrechten ausführen lassen: GRANT TEMPORARY ON DATABASE ${database} TO ${role}`,
      ],
      corpus: ({ folder, articles: n }) => [`${articles(n)} in ${folder}.`, ''],
      'example alone': ({ folder, articles: n }) => [
        `In ${folder} liegt nur das Beispiel, ${articles(n)}.`,
        'Eigene Artikel dorthin legen, oder CORPUS_DIR auf ihren Ordner setzen.',
      ],
      'no articles': ({ folder }) => [
        `${folder} enthält keinen Artikel.`,
        'Dateien .txt oder .md dorthin legen (docs/articles.md), oder CORPUS_DIR auf den Ordner der Artikel setzen.',
      ],
      'file problems': ({ files, first }) => [
        `${messages.problems(files)}, zuerst: ${first}`,
        'Die Dateien berichtigen oder in .attestignore nennen; npm run attest -- status zeigt alle.',
      ],
      index: ({ articles: n, passages: p }) => [`${articles(n)}, ${passages(p)}.`, ''],
      'index behind': ({ new: added, changed, gone }) => [
        messages.corpusSince(added, changed, gone),
        messages.run(UPDATE),
      ],
      'index trouble': ({ says }) => [says, ''],
      reader: ({ name }) => [`${quoted(name)} ist brauchbar.`, ''],
      'reader off': () => ['Es ist aus: Antworten werden ohne es gewählt, und schlechter.', ''],
      'server data': ({ place }) => [`${place} ist lesbar.`, ''],
      'no server data': () => ['Noch ist nichts eingestellt oder abgestimmt.', ''],
      token: ({ bot }) => [`Discord nimmt es an; der Bot ist ${quoted(bot)}.`, ''],
      'no token': () => [
        'Es gibt keines, daher wurde Discord nicht gefragt.',
        'Für den Bot DISCORD_TOKEN in .env setzen.',
      ],
      'token refused': () => [
        'Discord lehnt es ab.',
        `Unter ${PORTAL} (Anwendung, Bot, Reset Token) ein neues machen und DISCORD_TOKEN in .env setzen.`,
      ],
      'text unneeded': () => ['Die üblichen genügen: In keinem Kanal wird jede Frage beantwortet.', ''],
      'text granted': () => ['Der Bot darf alle Nachrichten lesen, wo jede Frage beantwortet wird.', ''],
      'text refused': () => [
        'In einem Kanal soll jede Frage beantwortet werden, doch der Bot darf Nachrichten ohne Erwähnung nicht lesen.',
        `Unter ${PORTAL} (Anwendung, Bot) Message Content Intent einschalten, dann den Bot neu starten.`,
      ],
      permissions: ({ server }) => [`alle in ${quoted(server)}.`, ''],
      'missing permissions': ({ server, names }) => [
        `In ${quoted(server)} fehlt dem Bot ${namesIn(names, messages)}.`,
        `Seiner Rolle das in den Servereinstellungen geben, oder neu einladen mit dem Link von: ${INVITE}`,
      ],
      mute: ({ server }) => [
        `In ${quoted(server)} darf der Bot in keinem Kanal schreiben.`,
        'Seiner Rolle erlauben, einen Kanal zu sehen und darin zu schreiben.',
      ],
      'mute channels': ({ server, channels: names, of }) => [
        `In ${quoted(server)} sieht der Bot ${counted(of, { one: 'Kanal', other: 'Kanäle' })} und darf nicht antworten in ${list(names)}.`,
        '',
      ],
      'servers beyond': ({ servers }) => [
        `${counted(servers, { one: 'weiterer Server', other: 'weitere Server' })}.`,
        '',
      ],
      'no server': () => ['Der Bot ist in keinem Server.', `Einladen mit dem Link von: ${INVITE}`],
      'server absent': ({ setting, id }) => [
        `${setting} nennt ${id}, einen Server, in dem der Bot nicht ist.`,
        `Die ID berichtigen, oder den Bot einladen mit dem Link von: ${INVITE}`,
      ],
      clock: ({ seconds }) => [`${seconds} s Abstand zu der von Discord.`, ''],
      'clock off': ({ seconds }) => [
        `geht ${Math.abs(seconds)} s ${seconds > 0 ? 'vor' : 'nach'}: „gestern“ ist ein anderer Tag.`,
        'Stellen, am besten von selbst: timedatectl set-ntp true',
      ],
      needs: ({ what }) => [`Dafür fehlt, was oben falsch ist oder fehlt (${checks[what]}).`, ''],
      refused: ({ says }) => [says, ''],
    },
    summary: (wrong, unchecked) =>
      [
        ...(unchecked === 0
          ? []
          : [`${counted(unchecked, { one: 'Sache wurde', other: 'Sachen wurden' })} nicht geprüft.`]),
        wrong === 0
          ? 'Nichts ist falsch.'
          : `${counted(wrong, { one: 'Sache ist', other: 'Sachen sind' })} falsch. Beheben, dann noch einmal: ${DOCTOR}`,
      ].join(' '),
  };
};

const ru = (messages: Messages): Words => {
  const { list, quoted, counted, megabytes, articles, passages } = messages;
  const room = (bytes: number) => megabytes(mb(bytes));
  const checks: Record<Check, string> = {
    'Node.js': 'Node.js',
    settings: 'Настройки',
    packages: 'Пакеты',
    disk: 'Диск',
    memory: 'Память',
    database: 'База данных',
    corpus: 'Корпус',
    index: 'Индекс',
    reader: 'Читающая модель',
    'server data': 'Настройки серверов',
    token: 'Токен',
    intents: 'Интенты',
    permissions: 'Права',
    clock: 'Часы',
  };
  return {
    states: { ok: 'в порядке', note: 'к сведению', wrong: 'ОШИБКА', unchecked: 'не проверено' },
    checks,
    causes: {
      node: ({ version }) => [`версия ${version}.`, ''],
      'old node': ({ version, needed }) => [
        `версия ${version} слишком стара.`,
        `Установите Node.js ${needed} или новее, затем выполните: npm ci`,
      ],
      settings: () => ['все верны.', ''],
      setting: ({ says }) => [`${says}.`, 'Исправьте в окружении или в .env.'],
      packages: ({ names }) => [`загружаются: ${list(names)}.`, ''],
      'no package': ({ name, reason }) => [`${name} не загружается (${reason}).`, 'Выполните: npm ci'],
      'no vector library': ({ reason }) => [messages.noVectorLibrary(reason), ''],
      disk: ({ folder, free, needed }) => [
        `свободно ${room(free)} (${folder}); сборке нужно не больше ${room(needed)}.`,
        '',
      ],
      'little room': ({ folder, free, needed }) => [
        `свободно ${room(free)} (${folder}); сборке может понадобиться ${room(needed)}.`,
        'Освободите место или укажите в EMBEDDINGS_DIR папку на другом диске.',
      ],
      'not writable': ({ folder, reason }) => [
        `в ${folder} нельзя писать (${reason}).`,
        'Разрешите запись или укажите в EMBEDDINGS_DIR другую папку.',
      ],
      memory: ({ bytes }) => [`${room(bytes)}.`, ''],
      'tight memory': ({ bytes, needed }) => [
        `${room(bytes)}: для ответов достаточно, для сборки большого архива мало (${room(needed)}).`,
        'Добавьте память или подкачку, если сборка обрывается, или собирайте при остановленном боте.',
      ],
      'little memory': ({ bytes, needed }) => [
        `${room(bytes)}; для ответов нужно ${room(needed)}.`,
        'Добавьте память или задайте READER=off: это сбережёт около 340 МБ и ухудшит ответы.',
      ],
      database: ({ name, version, pgvector, size }) => [
        `PostgreSQL ${version} с pgvector ${pgvector} отвечает (${name}); база занимает ${room(size)}.`,
        '',
      ],
      'pgvector to come': ({ version }) => [`первая сборка создаст в ней pgvector ${version}.`, ''],
      'old server': ({ version }) => [
        `версия PostgreSQL ${version} слишком стара.`,
        'Обновите до PostgreSQL 15 или новее.',
      ],
      encoding: ({ encoding }) => [
        `её кодировка ${encoding}, а не UTF8.`,
        "Создайте другую и укажите её в ATTEST_INDEX: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
      ],
      'no pgvector': () => ['на сервере нет pgvector.', 'Установите на его машине pgvector 0.8 или новее.'],
      'pgvector missing': ({ role }) => [
        `в ней нет pgvector, а роли ${quoted(role)} нельзя его создать.`,
        'Пусть администратор выполнит в ней: CREATE EXTENSION vector',
      ],
      'old pgvector': ({ version }) => [
        `pgvector ${version} слишком стар.`,
        'Установите на сервере pgvector 0.8 или новее, затем пусть администратор выполнит в базе: ALTER EXTENSION vector UPDATE',
      ],
      'read only': ({ isReplica }) => [
        `${isReplica ? 'это реплика' : 'она открыта только для чтения'}: бот по ней отвечает, но собирать индекс и менять настройки нельзя.`,
        'Чтобы собирать и настраивать, укажите в ATTEST_INDEX основной сервер.',
      ],
      'no rights': ({ role, database }) => [
        `роли ${quoted(role)} нельзя создавать схемы, поэтому собрать ничего не получится.`,
        `Пусть администратор выполнит: GRANT CREATE ON DATABASE ${database} TO ${role}`,
      ],
      'no temporary tables': ({ role, database }) => [
        `роли ${quoted(role)} нельзя создавать временные таблицы, поэтому собрать ничего не получится.`,
        `Пусть администратор выполнит: GRANT TEMPORARY ON DATABASE ${database} TO ${role}`,
      ],
      corpus: ({ folder, articles: n }) => [`${articles(n)} в ${folder}.`, ''],
      'example alone': ({ folder, articles: n }) => [
        `в ${folder} лежит только пример, ${articles(n)}.`,
        'Положите туда свои статьи или укажите их папку в CORPUS_DIR.',
      ],
      'no articles': ({ folder }) => [
        `в ${folder} нет ни одной статьи.`,
        'Положите туда файлы .txt или .md (docs/articles.md) или укажите папку статей в CORPUS_DIR.',
      ],
      'file problems': ({ files, first }) => [
        `${messages.problems(files)}, первая: ${first}`,
        'Исправьте файлы или назовите их в .attestignore; все покажет npm run attest -- status.',
      ],
      index: ({ articles: n, passages: p }) => [`${articles(n)}, ${passages(p)}.`, ''],
      'index behind': ({ new: added, changed, gone }) => [
        messages.corpusSince(added, changed, gone),
        messages.run(UPDATE),
      ],
      'index trouble': ({ says }) => [says, ''],
      reader: ({ name }) => [`${quoted(name)} работает.`, ''],
      'reader off': () => ['она выключена: ответы выбираются без неё, и хуже.', ''],
      'server data': ({ place }) => [`${place}: читается.`, ''],
      'no server data': () => ['пока ничего не настроено, голосов нет.', ''],
      token: ({ bot }) => [`Discord его принимает; бот — ${quoted(bot)}.`, ''],
      'no token': () => ['его нет, поэтому Discord не спрошен.', 'Для бота задайте DISCORD_TOKEN в .env.'],
      'token refused': () => [
        'Discord его не принимает.',
        `Создайте новый на ${PORTAL} (приложение, Bot, Reset Token) и задайте DISCORD_TOKEN в .env.`,
      ],
      'text unneeded': () => ['обычных достаточно: ни в одном канале не отвечают на каждый вопрос.', ''],
      'text granted': () => ['боту разрешено читать все сообщения там, где отвечают на каждый вопрос.', ''],
      'text refused': () => [
        'в одном из каналов нужно отвечать на каждый вопрос, а читать сообщения без упоминания боту не разрешено.',
        `Включите Message Content Intent на ${PORTAL} (приложение, Bot) и перезапустите бота.`,
      ],
      permissions: ({ server }) => [`на сервере ${quoted(server)} есть все.`, ''],
      'missing permissions': ({ server, names }) => [
        `на сервере ${quoted(server)} боту не хватает: ${namesIn(names, messages)}.`,
        `Дайте его роли это право в настройках сервера или пригласите его снова по ссылке из: ${INVITE}`,
      ],
      mute: ({ server }) => [
        `на сервере ${quoted(server)} боту нельзя писать ни в одном канале.`,
        'Разрешите его роли видеть канал и писать в нём.',
      ],
      'mute channels': ({ server, channels: names, of }) => [
        `на сервере ${quoted(server)} бот видит ${counted(of, { one: 'канал', few: 'канала', many: 'каналов', other: 'канала' })} и не может отвечать в ${list(names)}.`,
        '',
      ],
      'servers beyond': ({ servers }) => [
        `ещё ${counted(servers, { one: 'сервер', few: 'сервера', many: 'серверов', other: 'сервера' })}.`,
        '',
      ],
      'no server': () => ['бота нет ни на одном сервере.', `Пригласите его по ссылке из: ${INVITE}`],
      'server absent': ({ setting, id }) => [
        `${setting} называет ${id}: на этом сервере бота нет.`,
        `Исправьте id или пригласите бота по ссылке из: ${INVITE}`,
      ],
      clock: ({ seconds }) => [`расходятся с Discord на ${seconds} с.`, ''],
      'clock off': ({ seconds }) => [
        `${seconds > 0 ? 'спешат' : 'отстают'} на ${Math.abs(seconds)} с: «вчера» — это другой день.`,
        'Поставьте их, лучше всего автоматически: timedatectl set-ntp true',
      ],
      needs: ({ what }) => [`для этого нужно то, что выше неверно или отсутствует (${checks[what]}).`, ''],
      refused: ({ says }) => [says, ''],
    },
    summary: (wrong, unchecked) =>
      [
        ...(unchecked === 0
          ? []
          : [
              `${counted(unchecked, { one: 'пункт', few: 'пункта', many: 'пунктов', other: 'пункта' })} не проверено.`,
            ]),
        wrong === 0
          ? 'Ошибок нет.'
          : `${counted(wrong, { one: 'ошибка', few: 'ошибки', many: 'ошибок', other: 'ошибки' })}. Исправьте и выполните снова: ${DOCTOR}`,
      ].join(' '),
  };
};

const WORDS: Record<Language, (messages: Messages) => Words> = { en, de, ru };
